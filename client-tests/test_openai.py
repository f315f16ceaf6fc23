"""OpenAI's Python client against a running shop: WENWEN_URL, WENWEN_KEY and WENWEN_MODEL say which."""

import json
import os
import typing
import unittest

import openai
import pydantic

URL = os.environ["WENWEN_URL"] + "/v1"
KEY = os.environ["WENWEN_KEY"]
MODEL = os.environ["WENWEN_MODEL"]
EMBEDDING = "bge-small-zh-v1.5"

client = openai.OpenAI(base_url=URL, api_key=KEY, timeout=120, max_retries=0)
ASK = [{"role": "system", "content": "你是导游。"}, {"role": "user", "content": "用三句话介绍西湖。"}]


def chat(**more):
    return client.chat.completions.create(**{"model": MODEL, "messages": ASK, "max_tokens": 24, "seed": 7, **more})


class Models(unittest.TestCase):
    def test_both_models_are_listed(self):
        names = [m.id for m in client.models.list()]
        self.assertEqual(names, [MODEL, EMBEDDING])
        self.assertEqual(client.models.retrieve(MODEL).owned_by, "wenwen")

    def test_another_model_is_not_found(self):
        with self.assertRaises(openai.NotFoundError) as refused:
            chat(model="gpt-4o")
        self.assertEqual(refused.exception.code, "model_not_found")


class Chat(unittest.TestCase):
    def test_an_answer_with_its_tokens(self):
        answer = chat()
        self.assertEqual(answer.object, "chat.completion")
        choice = answer.choices[0]
        self.assertEqual(choice.message.role, "assistant")
        self.assertTrue(choice.message.content)
        self.assertIn(choice.finish_reason, ("stop", "length"))
        self.assertGreater(answer.usage.prompt_tokens, 10)
        self.assertLessEqual(answer.usage.completion_tokens, 24)
        self.assertEqual(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens)

    def test_the_seed_decides_whole_or_streamed(self):
        whole = chat(temperature=1.0)
        stream = chat(temperature=1.0, stream=True, stream_options={"include_usage": True})
        text, reason, usage = "", None, None
        for chunk in stream:
            self.assertEqual(chunk.object, "chat.completion.chunk")
            if chunk.choices:
                text += chunk.choices[0].delta.content or ""
                reason = chunk.choices[0].finish_reason or reason
            usage = chunk.usage or usage
        self.assertEqual(text, whole.choices[0].message.content)
        self.assertEqual(reason, whole.choices[0].finish_reason)
        self.assertEqual(usage, whole.usage)
        self.assertNotEqual(chat(temperature=1.0, seed=8).choices[0].message.content, text)

    def test_several_choices_differ_and_share_the_prompt(self):
        answer = chat(n=3, temperature=1.2)
        self.assertEqual([c.index for c in answer.choices], [0, 1, 2])
        self.assertGreater(len({c.message.content for c in answer.choices}), 1)
        self.assertEqual(answer.usage.prompt_tokens, chat().usage.prompt_tokens)

    def test_the_text_ends_before_a_stop_string(self):
        whole = chat(temperature=0).choices[0].message.content
        stop = whole[3:5]
        for asked in (stop, [stop, "不会出现的话"]):
            cut = chat(temperature=0, stop=asked).choices[0]
            self.assertEqual(cut.message.content, whole[: whole.index(stop)])
            self.assertEqual(cut.finish_reason, "stop")

    def test_the_budget_cuts(self):
        answer = chat(max_tokens=openai.omit, max_completion_tokens=2)
        self.assertEqual(answer.choices[0].finish_reason, "length")
        self.assertEqual(answer.usage.completion_tokens, 2)

    def test_probabilities_of_each_token(self):
        answer = chat(temperature=0, logprobs=True, top_logprobs=3)
        tokens = answer.choices[0].logprobs.content
        self.assertEqual(b"".join(bytes(t.bytes) for t in tokens).decode(), answer.choices[0].message.content)
        for token in tokens:
            self.assertLessEqual(token.logprob, 0)
            self.assertEqual(len(token.top_logprobs), 3)
            self.assertEqual(token.top_logprobs[0].token, token.token, "greedy takes the likeliest")
        streamed = []
        for chunk in chat(temperature=0, logprobs=True, stream=True):
            if chunk.choices[0].logprobs:
                streamed += chunk.choices[0].logprobs.content
        self.assertEqual([t.token for t in streamed], [t.token for t in tokens])

    def test_a_penalty_keeps_a_token_from_coming_back(self):
        ask = [{"role": "user", "content": "重复说：好好好好好好好好好好好好"}]
        plain = chat(messages=ask, temperature=0, logprobs=True).choices[0].logprobs.content
        shy = chat(messages=ask, temperature=0, logprobs=True, frequency_penalty=2, presence_penalty=2)
        def most(tokens):
            words = [t.token for t in tokens]
            return max(words.count(w) for w in words)
        self.assertLess(most(shy.choices[0].logprobs.content), most(plain))

    def test_the_async_client_and_parts_of_content(self):
        import asyncio

        async def ask():
            async with openai.AsyncOpenAI(base_url=URL, api_key=KEY, timeout=120, max_retries=0) as other:
                parts = [{"type": "text", "text": "推荐"}, {"type": "text", "text": "一种水果。"}]
                return await other.chat.completions.create(
                    model=MODEL, messages=[{"role": "user", "content": parts}], max_tokens=8)

        self.assertTrue(asyncio.run(ask()).choices[0].message.content)


FIND = {
    "type": "function",
    "function": {
        "name": "find_products",
        "description": "查找商品",
        "parameters": {
            "type": "object",
            "properties": {
                "category": {"type": "string", "enum": ["耳机", "冲锋衣", "茶杯"]},
                "most_yuan": {"type": "integer", "minimum": 1, "maximum": 10000},
            },
            "required": ["category", "most_yuan"],
            "additionalProperties": False,
        },
    },
}
NOW = {"type": "function", "function": {"name": "now", "description": "现在的时间"}}
SHOP = [{"role": "user", "content": "找500元以内的耳机。"}]


class Tools(unittest.TestCase):
    def test_a_required_call_satisfies_its_schema(self):
        answer = chat(messages=SHOP, tools=[FIND, NOW], tool_choice="required", max_tokens=200, temperature=0)
        choice = answer.choices[0]
        self.assertEqual(choice.finish_reason, "tool_calls")
        self.assertIsNone(choice.message.content)
        for call in choice.message.tool_calls:
            self.assertIn(call.function.name, ("find_products", "now"))
            arguments = json.loads(call.function.arguments)
            if call.function.name == "find_products":
                self.assertIn(arguments["category"], ("耳机", "冲锋衣", "茶杯"))
                self.assertTrue(1 <= arguments["most_yuan"] <= 10000)

    def test_a_named_call_streams_in_pieces_and_its_answer_goes_on(self):
        named = {"type": "function", "function": {"name": "find_products"}}
        whole = chat(messages=SHOP, tools=[FIND, NOW], tool_choice=named, max_tokens=200, temperature=0)
        call = whole.choices[0].message.tool_calls[0]
        pieces, name, reason = "", "", None
        for chunk in chat(messages=SHOP, tools=[FIND, NOW], tool_choice=named, max_tokens=200, temperature=0, stream=True):
            for delta in chunk.choices[0].delta.tool_calls or []:
                self.assertEqual(delta.index, 0)
                name += delta.function.name or ""
                pieces += delta.function.arguments or ""
            reason = chunk.choices[0].finish_reason or reason
        self.assertEqual((name, pieces, reason), ("find_products", call.function.arguments, "tool_calls"))
        self.assertIn(json.loads(pieces)["category"], ("耳机", "冲锋衣", "茶杯"))
        story = SHOP + [
            whole.choices[0].message,
            {"role": "tool", "tool_call_id": call.id, "content": "云雀运动耳机，售价459元"},
        ]
        answer = chat(messages=story, tools=[FIND, NOW], tool_choice="none", max_tokens=60, temperature=0).choices[0]
        self.assertTrue(answer.message.content)
        self.assertIsNone(answer.message.tool_calls)

    def test_auto_leaves_it_to_the_model_and_none_forbids_it(self):
        auto = chat(messages=SHOP, tools=[FIND], max_tokens=200, temperature=0).choices[0]
        self.assertEqual(auto.finish_reason == "tool_calls", bool(auto.message.tool_calls))
        none = chat(messages=SHOP, tools=[FIND], tool_choice="none").choices[0]
        self.assertIsNone(none.message.tool_calls)

    def test_a_tool_that_is_not_offered_is_refused(self):
        with self.assertRaises(openai.BadRequestError):
            chat(tools=[FIND], tool_choice={"type": "function", "function": {"name": "buy"}})
        with self.assertRaises(openai.BadRequestError):
            chat(tool_choice="required")


class Formats(unittest.TestCase):
    def test_a_pydantic_model_comes_back_filled(self):
        class Need(pydantic.BaseModel):
            category: typing.Literal["耳机", "冲锋衣", "茶杯"]
            most_yuan: int
            colours: list[str] = pydantic.Field(max_length=3)

        answer = client.chat.completions.parse(
            model=MODEL, messages=SHOP, max_tokens=200, temperature=0, response_format=Need)
        need = answer.choices[0].message.parsed
        self.assertEqual(need.category, "耳机")
        self.assertLessEqual(len(need.colours), 3)

    def test_json_object_is_json(self):
        ask = [{"role": "user", "content": "用JSON写一个人的姓名和年龄，字段name和age。"}]
        text = chat(messages=ask, response_format={"type": "json_object"}, max_tokens=200, temperature=0)
        self.assertIsInstance(json.loads(text.choices[0].message.content), dict)

    def test_a_keyword_that_cannot_be_enforced_is_named(self):
        schema = {"name": "x", "schema": {"type": "array", "uniqueItems": True, "items": {"type": "integer"}}}
        with self.assertRaises(openai.BadRequestError) as refused:
            chat(response_format={"type": "json_schema", "json_schema": schema})
        self.assertIn("uniqueItems", str(refused.exception))


class Completions(unittest.TestCase):
    def test_a_text_goes_on(self):
        answer = client.completions.create(
            model=MODEL, prompt=["def add(a, b):\n    return", "床前明月光，"], max_tokens=5, temperature=0, logprobs=1)
        self.assertEqual(len(answer.choices), 2)
        self.assertIn("a + b", answer.choices[0].text)
        self.assertEqual("".join(answer.choices[0].logprobs.tokens), answer.choices[0].text)
        self.assertEqual(answer.choices[0].logprobs.text_offset[0], 0)
        stream = client.completions.create(
            model=MODEL, prompt="def add(a, b):\n    return", max_tokens=5, temperature=0, stream=True)
        self.assertEqual("".join(c.choices[0].text for c in stream), answer.choices[0].text)


class Embeddings(unittest.TestCase):
    def test_both_encodings_are_the_same_vector(self):
        texts = ["防水冲锋衣", "雨天穿的外套", "机械键盘"]
        # The client asks for base64 of its own accord.
        answer = client.embeddings.create(model=EMBEDDING, input=texts)
        plain = client.embeddings.create(model=EMBEDDING, input=texts[0], encoding_format="float")
        vectors = [d.embedding for d in answer.data]
        self.assertEqual([len(v) for v in vectors], [512] * 3)
        for a, b in zip(vectors[0], plain.data[0].embedding):
            self.assertAlmostEqual(a, b, places=6)
        def likeness(a, b):
            return sum(x * y for x, y in zip(a, b))
        self.assertGreater(likeness(vectors[0], vectors[1]), likeness(vectors[0], vectors[2]))
        self.assertGreater(answer.usage.prompt_tokens, 10)

    def test_too_long_a_text_is_refused(self):
        with self.assertRaises(openai.BadRequestError) as refused:
            client.embeddings.create(model=EMBEDDING, input="衣" * 600)
        self.assertEqual(refused.exception.code, "context_length_exceeded")


class Refusals(unittest.TestCase):
    def refusal(self, **more):
        with self.assertRaises(openai.BadRequestError) as refused:
            chat(**more)
        return refused.exception

    def test_a_wrong_key(self):
        with self.assertRaises(openai.AuthenticationError) as refused:
            openai.OpenAI(base_url=URL, api_key="sk-wrong", max_retries=0).models.list()
        self.assertEqual(refused.exception.code, "invalid_api_key")

    def test_what_is_refused_says_which_parameter(self):
        self.assertEqual(self.refusal(temperature=3).param, "temperature")
        unknown = self.refusal(extra_body={"temprature": 1})
        self.assertEqual((unknown.code, unknown.param), ("unknown_parameter", "temprature"))
        self.assertEqual(self.refusal(logit_bias={"5": 10}).code, "unsupported_parameter")
        self.assertEqual(self.refusal(messages=[{"role": "pirate", "content": "x"}]).param, "messages[0].role")
        image = [{"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}]
        self.assertEqual(self.refusal(messages=[{"role": "user", "content": image}]).param, "messages[0].content[0].type")
        self.assertEqual(self.refusal(max_tokens=100_000_000).code, "context_length_exceeded")


if __name__ == "__main__":
    unittest.main(verbosity=2)
