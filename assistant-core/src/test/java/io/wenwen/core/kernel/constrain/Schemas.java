package io.wenwen.core.kernel.constrain;

import java.util.List;

/** Schemas that together use every supported keyword. */
final class Schemas {

    static final String SHOPPER = """
            {"type":"object","properties":{
              "品类":{"type":"string","minLength":1,"maxLength":8},
              "最高价":{"type":["integer","null"],"minimum":0,"maximum":1000000},
              "颜色":{"enum":["白色","黑色","蓝色","红色"]},
              "不要":{"type":"array","items":{"enum":["白色","黑色","蓝色","红色"]},"maxItems":3}},
             "required":["品类","最高价","不要"],"additionalProperties":false}""";

    static final List<String> ALL = List.of(
            SHOPPER,
            """
            {"type":"string"}""",
            """
            {"type":"string","minLength":2,"maxLength":5}""",
            """
            {"type":"string","pattern":"^[a-z]{1,4}-[0-9]+$","maxLength":9}""",
            """
            {"type":"string","pattern":"蓝牙|耳机$","maxLength":6}""",
            """
            {"type":"string","pattern":"^[^\\"\\\\\\\\]*\\"[\\\\s\\\\S]?$","maxLength":5}""",
            """
            {"type":"string","format":"date"}""",
            """
            {"type":"string","format":"date-time"}""",
            """
            {"type":"string","format":"uuid"}""",
            """
            {"type":"integer"}""",
            """
            {"type":"integer","minimum":-17,"exclusiveMaximum":2345}""",
            """
            {"type":"integer","minimum":99,"maximum":100000,"multipleOf":7}""",
            """
            {"type":"number"}""",
            """
            {"type":"number","minimum":0.5,"maximum":12.75}""",
            """
            {"type":"number","exclusiveMinimum":-3.25,"exclusiveMaximum":0}""",
            """
            {"type":"number","minimum":0,"multipleOf":0.01}""",
            """
            {"type":["boolean","null"]}""",
            """
            {"enum":["a","ab","abc",1,1.5,null,true,{"k":["v"]},"引号\\"和\\\\"]}""",
            """
            {"const":{"a":[1,2,{"b":null}]}}""",
            """
            {"type":"array","items":{"type":"integer","minimum":0,"maximum":9},"minItems":2,"maxItems":4}""",
            """
            {"type":"array","prefixItems":[{"type":"string","maxLength":3},{"type":"boolean"}],"items":false,"minItems":1}""",
            """
            {"type":"array","prefixItems":[{"const":"x"}],"items":{"type":"null"}}""",
            """
            {"type":"object","properties":{"a":{"type":"integer"},"name":{"type":"string","maxLength":4}},
             "required":["a"],"additionalProperties":{"type":"boolean"},"maxProperties":4}""",
            """
            {"type":"object","properties":{"a":{},"b":{"type":"null"},"c":{"const":1}},
             "additionalProperties":false,"minProperties":2,"maxProperties":2}""",
            """
            {"type":"object","additionalProperties":{"type":"integer","minimum":0,"maximum":3},"minProperties":1,"maxProperties":3}""",
            """
            {"anyOf":[{"type":"string","maxLength":3},{"type":"integer"},{"type":"array","items":{"type":"string","enum":["a","ab"]}}]}""",
            """
            {"anyOf":[{"type":"string","enum":["ab","蓝牙"]},{"type":"string","maxLength":2}]}""",
            """
            {"oneOf":[
              {"type":"object","properties":{"kind":{"const":"price"},"max":{"type":"integer"}},"required":["kind","max"],"additionalProperties":false},
              {"type":"object","properties":{"kind":{"const":"color"},"not":{"type":"string","maxLength":4}},"required":["kind"],"additionalProperties":false}]}""",
            """
            {"$defs":{"tree":{"type":"object","properties":{"name":{"type":"string","maxLength":3},
               "children":{"type":"array","items":{"$ref":"#/$defs/tree"},"maxItems":2}},
               "required":["name"],"additionalProperties":false}},"$ref":"#/$defs/tree"}""",
            """
            {"$defs":{"list":{"anyOf":[{"type":"null"},{"type":"object","properties":{"head":{"type":"integer"},
               "tail":{"$ref":"#/$defs/list"}},"required":["head","tail"],"additionalProperties":false}]}},
             "type":"object","properties":{"it":{"$ref":"#/$defs/list"}},"required":["it"],"additionalProperties":false}""",
            """
            {"allOf":[{"type":"object","properties":{"a":{"minimum":3}},"required":["a"]},
              {"properties":{"a":{"type":"integer","maximum":5},"b":{"type":"boolean"}},"additionalProperties":false}]}""",
            """
            {"properties":{"a":{"type":"string","maxLength":2}}}""",
            "true",
            "{\"type\":\"object\"}");

    private Schemas() {}
}
