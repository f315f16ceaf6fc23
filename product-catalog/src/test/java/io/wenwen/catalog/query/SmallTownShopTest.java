package io.wenwen.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.catalog.CornerShop;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Hardware, fishing tackle and groceries: shops whose values name the thing itself and whose counts stand in names. */
class SmallTownShopTest {

    private static final String GOODS = """
            a1 | 铁匠郎 斩骨刀 | 厨房>菜刀 | 铁匠郎 | 59 | 20 | 刀型=斩骨刀; 份量=650克 | 规格=单把
            a2 | 铁匠郎 切片刀 | 厨房>菜刀 | 铁匠郎 | 39 | 20 | 刀型=切片刀; 份量=380克 | 规格=单把
            b1 | 白鹭岭 卷纸 | 日用>卷纸 | 白鹭岭 | 29 | 20 | 有无纸芯=有芯; 层数=4层 | 规格=10卷
            b2 | 白鹭岭 无芯卷纸 | 日用>卷纸 | 白鹭岭 | 34 | 20 | 有无纸芯=无芯; 层数=4层 | 规格=12卷
            b3 | 白鹭岭 竹浆卷纸 | 日用>卷纸 | 白鹭岭 | 33 | 20 | 有无纸芯=有芯; 层数=3层 | 规格=12卷
            c1 | 兴隆 拖线板 | 五金>插线板 | 兴隆 | 69 | 20 | 线长=10米; 最大电流=16A | 规格=单只
            c2 | 兴隆 插线板 | 五金>插线板 | 兴隆 | 39 | 20 | 线长=3米; 最大电流=10A | 规格=单只
            d1 | 明灯 灯泡 | 五金>灯泡 | 明灯 | 9 | 20 | 灯头=E27螺口; 功率=9瓦 | 规格=单只
            d2 | 明灯 卡口灯泡 | 五金>灯泡 | 明灯 | 9 | 20 | 灯头=B22卡口; 功率=12瓦 | 规格=单只
            e1 | 福满 保温杯 | 厨房>保温杯 | 福满 | 69 | 20 | 内胆=316不锈钢; 容量=450毫升 | 颜色=黑色,粉色
            e2 | 福满 大保温杯 | 厨房>保温杯 | 福满 | 79 | 20 | 内胆=304不锈钢; 容量=1000毫升 | 颜色=红色
            f1 | 足下 雨靴 | 鞋袜>雨鞋 | 足下 | 49 | 20 | 筒高=高筒 | 码数=38码,40码,42码
            g1 | 耕牛 中性笔 | 文具>中性笔 | 耕牛 | 25 | 20 | 墨色=黑色; 支数=12支 | 规格=盒装
            g2 | 耕牛 签字笔 | 文具>中性笔 | 耕牛 | 15 | 20 | 墨色=黑色; 支数=6支 | 规格=盒装
            h1 | 骑沐 驮包 | 骑行>驮包 | 骑沐 | 199 | 20 | 容量=20升 | 颜色=黑色
            i1 | 麦田 高筋面粉 | 烘焙>烘焙面粉 | 麦田 | 25 | 20 | 筋度=高筋; 净重=2.5千克 | 规格=单袋
            i2 | 麦田 低筋面粉 | 烘焙>烘焙面粉 | 麦田 | 15 | 20 | 筋度=低筋; 净重=1千克 | 规格=单袋
            j1 | 榨坊 花生油 | 粮油>食用油 | 榨坊 | 139 | 20 | 油种=花生油 | 净含量=5升
            j2 | 榨坊 菜籽油 | 粮油>食用油 | 榨坊 | 115 | 20 | 油种=菜籽油 | 净含量=5升
            k1 | 足下 毛绒拖鞋 | 鞋袜>拖鞋 | 足下 | 21 | 20 | 季节=冬季 | 鞋码=36-37,40-41
            l1 | 柔家 毛巾 | 家纺>毛巾 | 柔家 | 19 | 20 | 质地=纯棉 | 颜色=灰色
            m1 | 乐豆 遥控车 | 玩具>玩具车 | 乐豆 | 104 | 20 | 供电=充电 | 颜色=红色
            n1 | 骑沐 头盔 | 骑行>骑行头盔 | 骑沐 | 159 | 20 | 功能=带尾灯 | 尺码=M码54-58,L码58-62
            o1 | 木吟 口琴 | 乐器>口琴 | 木吟 | 59 | 20 | 类型=布鲁斯口琴; 孔数=10孔 | 颜色=银色
            o2 | 木吟 复音口琴 | 乐器>口琴 | 木吟 | 79 | 20 | 类型=复音口琴; 孔数=24孔 | 颜色=银色
            """;

    private static final String NEEDS = """
            卷纸 不要有芯的 -> category=卷纸, 有无纸芯=无芯
            卷纸4层的 不要有芯的 -> category=卷纸, 层数=4层, 有无纸芯=无芯
            斩骨刀，一百块以下 -> 刀型=斩骨刀, price<=100元
            布鲁斯口琴 10孔 -> 类型=布鲁斯口琴, 孔数=10孔
            插排要三米以上的 -> category=插线板, 线长>=3米
            插排线 16A -> category=插线板, 最大电流=16A
            螺口E27的灯泡 -> 灯头=E27螺口, category=灯泡
            E27灯泡 -> 灯头=E27螺口, category=灯泡
            保温杯 316内胆的 -> category=保温杯, 内胆=316不锈钢
            50码的雨鞋 -> 码数=50码, category=雨鞋
            雨靴42码 -> category=雨鞋, 码数=42码
            中性笔 12支一盒 -> category=中性笔, 支数=12支
            中性笔 来两支 -> category=中性笔
            高筋面粉来一包五斤装的 -> 筋度=高筋, category=烘焙面粉, 净重=2.5千克
            花生油 -> category=食用油, 油种=花生油
            冬天穿的棉拖 40-41码 -> 季节=冬季, category=拖鞋, 鞋码=40-41
            头盔 L码 -> category=骑行头盔, 尺码=L码58-62
            """;

    @TestFactory
    List<DynamicTest> everyNeedIsReadInTheShopsOwnTerms() {
        Grammar grammar = new Grammar(new Lexicon(CornerShop.products(GOODS)));
        return NeedsAreReadAsTheCatalogueWritesThemTest.needs(NEEDS).stream()
                .map(n -> DynamicTest.dynamicTest(
                        n.message(),
                        () -> assertThat(NeedsAreReadAsTheCatalogueWritesThemTest.shown(
                                        grammar.read(n.message(), n.earlier()).constraints()))
                                .isEqualTo(n.expected())))
                .toList();
    }
}
