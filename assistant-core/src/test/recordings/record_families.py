"""Makes tiny models of the supported architectures with random weights, and records what `transformers` computes from them.

    python record_families.py chat_template.jinja FOLDER

The template is the one that Qwen3 models ship with. FOLDER gets one GGUF file for each architecture with a tied and with a
separate output matrix, its tensors in number formats taken in turn, and families.json.gz. The models that `transformers` runs
are given the weights that the `gguf` package reads back from those files.
"""

import base64
import gzip
import hashlib
import json
import os
import sys

import gguf
import numpy as np
import torch
import transformers
from gguf import GGMLQuantizationType as T
from gguf import TokenType
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from transformers.models.qwen2.tokenization_qwen2 import PRETOKENIZE_REGEX

TEMPLATE_FILE, OUT = sys.argv[1:3]
with open(TEMPLATE_FILE, encoding="utf-8") as f:
    QWEN3_TEMPLATE = f.read()
assert hashlib.sha256(QWEN3_TEMPLATE.encode()).hexdigest() == "a55ee1b1660128b7098723e0abcd92caa0788061051c62d51cbe87d9cf1974d8"
CHATML = ("{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endfor %}"
          "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}")
HIDDEN, LAYERS, HEADS, KV_HEADS, FEED_FORWARD, VOCABULARY, CONTEXT, BASE, EPSILON = 32, 2, 4, 2, 64, 320, 512, 1e6, 1e-6
TOKENS, FULL = 24, [0, 7, 15, 23]
FORMATS = [T.Q8_0, T.Q5_1, T.BF16, T.Q4_1, T.F16, T.Q5_0, T.Q4_0, T.F32]
TEXTS = ["周末去爬山，预算500以内，想要一件防风的外套。", "第二个和第三个比一下，哪个更便宜？", "a waterproof backpack under 300 yuan"]
rng = np.random.default_rng(23)
b64 = lambda array: base64.b64encode(np.ascontiguousarray(array, "<f4").tobytes()).decode()

# A byte alphabet, some merges, and the added tokens of Qwen3: control tokens, and others that are not special there.
trained = Tokenizer(models.BPE())
trained.normalizer = normalizers.NFC()
trained.pre_tokenizer = pre_tokenizers.Sequence([
    pre_tokenizers.Split(Regex(PRETOKENIZE_REGEX), behavior="isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
trained.train_from_iterator(TEXTS * 3, trainers.BpeTrainer(vocab_size=286, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
bpe = json.loads(trained.to_str())["model"]
CONTROL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
ADDED = ["<tool_call>", "</tool_call>", "<tool_response>", "</tool_response>", "<think>", "</think>"]
texts = sorted(bpe["vocab"], key=bpe["vocab"].get)
normal = len(texts)
texts += CONTROL + ADDED
kinds = [TokenType.NORMAL] * normal + [TokenType.CONTROL] * len(CONTROL) + [TokenType.USER_DEFINED] * len(ADDED)
tokenizer = transformers.Qwen2Tokenizer(
    vocab={t: i for i, t in enumerate(texts)}, merges=[tuple(m) for m in bpe["merges"]], eos_token="<|im_end|>", pad_token="<|endoftext|>")
tokenizer.add_special_tokens({"additional_special_tokens": ["<|im_start|>"]})
tokenizer.add_tokens(ADDED)
assert len(tokenizer) == len(texts)
while len(texts) < VOCABULARY:
    texts.append(f"[PAD{len(texts)}]")
    kinds.append(TokenType.UNUSED)
END = texts.index("<|im_end|>")


def tensors(qwen3, tied):
    """Names and values as converters write them; gains near 1 with one large channel."""
    head = 16 if qwen3 else HIDDEN // HEADS
    query, key = HEADS * head, KV_HEADS * head
    matrix = lambda rows, columns, spread: rng.normal(0, spread / columns ** 0.5, (rows, columns))
    gain = lambda n: 1 + rng.normal(0, 0.2, n) + np.eye(1, n, 5)[0] * 3
    yield "token_embd.weight", rng.normal(0, 1, (VOCABULARY, HIDDEN))
    if not tied:
        yield "output.weight", matrix(VOCABULARY, HIDDEN, 4)
    yield "output_norm.weight", 1 + rng.normal(0, 0.2, HIDDEN)
    for i in range(LAYERS):
        p = f"blk.{i}."
        yield p + "attn_norm.weight", gain(HIDDEN)
        yield p + "ffn_norm.weight", gain(HIDDEN)
        for name, rows in ("q", query), ("k", key), ("v", key):
            yield p + f"attn_{name}.weight", matrix(rows, HIDDEN, 1.5)
            if not qwen3:
                yield p + f"attn_{name}.bias", rng.normal(0, 0.5, rows)
            elif name != "v":
                yield p + f"attn_{name}_norm.weight", gain(head)
        yield p + "attn_output.weight", matrix(HIDDEN, query, 3)
        yield p + "ffn_gate.weight", matrix(FEED_FORWARD, HIDDEN, 1)
        yield p + "ffn_up.weight", matrix(FEED_FORWARD, HIDDEN, 1)
        yield p + "ffn_down.weight", matrix(HIDDEN, FEED_FORWARD, 3)


def write(path, qwen3, tied, template):
    out = gguf.GGUFWriter(path, "qwen3" if qwen3 else "qwen2")
    out.add_name(os.path.basename(path))
    out.add_block_count(LAYERS)
    out.add_context_length(CONTEXT)
    out.add_embedding_length(HIDDEN)
    out.add_feed_forward_length(FEED_FORWARD)
    out.add_head_count(HEADS)
    out.add_head_count_kv(KV_HEADS)
    if qwen3:
        out.add_key_length(16)
        out.add_value_length(16)
    out.add_rope_freq_base(BASE)
    out.add_layer_norm_rms_eps(EPSILON)
    out.add_tokenizer_model("gpt2")
    out.add_tokenizer_pre("qwen2")
    out.add_token_list(texts)
    out.add_token_types(kinds)
    out.add_token_merges([" ".join(m) for m in bpe["merges"]])
    out.add_eos_token_id(END)
    out.add_chat_template(template)
    for i, (name, values) in enumerate(tensors(qwen3, tied)):
        kind = FORMATS[i % len(FORMATS)] if values.ndim == 2 else T.F32
        out.add_tensor(name, gguf.quants.quantize(values.astype("<f4"), kind), raw_dtype=kind)
    out.write_header_to_file()
    out.write_kv_data_to_file()
    out.write_tensors_to_file()
    out.close()


HF = {"token_embd": "model.embed_tokens", "output": "lm_head", "output_norm": "model.norm", "attn_norm": "input_layernorm",
      "ffn_norm": "post_attention_layernorm", "attn_q": "self_attn.q_proj", "attn_k": "self_attn.k_proj", "attn_v": "self_attn.v_proj",
      "attn_q_norm": "self_attn.q_norm", "attn_k_norm": "self_attn.k_norm", "attn_output": "self_attn.o_proj",
      "ffn_gate": "mlp.gate_proj", "ffn_up": "mlp.up_proj", "ffn_down": "mlp.down_proj"}


def load(path, qwen3, tied):
    values = dict(
        vocab_size=VOCABULARY, hidden_size=HIDDEN, intermediate_size=FEED_FORWARD, num_hidden_layers=LAYERS, num_attention_heads=HEADS,
        num_key_value_heads=KV_HEADS, max_position_embeddings=CONTEXT, rms_norm_eps=EPSILON, tie_word_embeddings=tied,
        rope_parameters={"rope_type": "default", "rope_theta": BASE}, attn_implementation="eager", dtype=torch.float32)
    config = transformers.Qwen3Config(**values, head_dim=16) if qwen3 else transformers.Qwen2Config(**values)
    model = (transformers.Qwen3ForCausalLM if qwen3 else transformers.Qwen2ForCausalLM)(config).eval()
    state = {}
    for t in gguf.GGUFReader(path).tensors:
        *block, stem, kind = t.name.split(".")
        name = (f"model.layers.{block[1]}." if block else "") + HF[stem] + "." + kind
        state[name] = torch.from_numpy(gguf.quants.dequantize(t.data, t.tensor_type).astype("<f4").copy())
    if tied:
        state["lm_head.weight"] = state["model.embed_tokens.weight"]
    model.load_state_dict(state, strict=True)
    second = model.model.rotary_emb.inv_freq[1].item() * BASE ** (2 / (16 if qwen3 else HIDDEN // HEADS))
    assert abs(second - 1) < 1e-6  # the second frequency is base ** (-2 / head size)
    return model


def greedy(model, prompt):
    """The likeliest token that is text or the end, until the end; all logits of some steps."""
    barred = torch.tensor([k != TokenType.NORMAL and i != END for i, k in enumerate(kinds)])
    tokens, logits, gaps = [], [], []
    with torch.no_grad():
        for step in range(TOKENS):
            last = model(torch.tensor([prompt + tokens])).logits[0, -1]
            if step in FULL:
                logits.append({"step": step, "values": b64(last.numpy())})
            first, second = torch.topk(last.masked_fill(barred, -torch.inf), 2).values.tolist()
            gaps.append(first - second)
            tokens.append(int(last.masked_fill(barred, -torch.inf).argmax()))
            if tokens[-1] == END:
                break
    assert min(gaps) > 1e-3, gaps
    return {"tokens": tokens, "text": tokenizer.decode([t for t in tokens if t != END]), "logits": logits}


torch.manual_seed(0)
system = {"role": "system", "content": "你是导购。"}
prompts = [
    [system, {"role": "user", "content": TEXTS[0]}],
    [{"role": "user", "content": TEXTS[2]}],
    [system, {"role": "user", "content": TEXTS[0]}, {"role": "assistant", "content": "山野冲锋衣。"}, {"role": "user", "content": TEXTS[1]}],
]
cases = []
for arch in "qwen2", "qwen3":
    for tied in True, False:
        name = f"{arch}-{'tied' if tied else 'separate'}.gguf"
        path = os.path.join(OUT, name)
        template = QWEN3_TEMPLATE if arch == "qwen3" else CHATML
        write(path, arch == "qwen3", tied, template)
        model = load(path, arch == "qwen3", tied)
        for chat in prompts:
            ids = tokenizer.apply_chat_template(
                chat, chat_template=template, add_generation_prompt=True, enable_thinking=False, return_dict=False)
            cases.append({"file": name, "messages": chat, "prompt": ids, **greedy(model, ids)})
            print(name, os.path.getsize(path), len(ids), len(cases[-1]["tokens"]), repr(cases[-1]["text"]))

thought = {"role": "assistant", "content": "<think>\n他要防风。\n</think>\n\n山野冲锋衣。"}
call = {"role": "assistant", "content": "", "tool_calls": [{"type": "function", "function": {"name": "find", "arguments": {"词": "伞"}}}]}
tool = {"type": "function", "function": {"name": "find", "description": "找商品", "parameters": {"type": "object"}}}
chats = [
    {"messages": prompts[0]}, {"messages": prompts[1]}, {"messages": prompts[2]},
    {"messages": [system, {"role": "user", "content": " \n有伞吗？\n"}, {"role": "assistant", "content": "有。"}]},
    {"messages": [system, {"role": "user", "content": "有伞吗？"}], "tools": [tool]},
    {"messages": [system, {"role": "user", "content": "有伞吗？"}, call, {"role": "tool", "content": "有三把"}], "tools": [tool]},
    {"messages": [{"role": "user", "content": "有伞吗？"}, call, {"role": "tool", "content": "有三把"}, {"role": "assistant", "content": "有三把。"},
                  {"role": "user", "content": "最便宜的？"}], "tools": [tool]},
]
rendered = []
for chat in chats:
    for thinking in False, True:
        for open_ in (True, False) if not thinking else (True,):
            ids = tokenizer.apply_chat_template(
                chat["messages"], tools=chat.get("tools"), chat_template=QWEN3_TEMPLATE, add_generation_prompt=open_,
                enable_thinking=thinking, return_dict=False)
            rendered.append({**chat, "thinking": thinking, "addGenerationPrompt": open_, "ids": ids})

result = {"about": f"transformers {transformers.__version__}, torch {torch.__version__}, numpy {np.__version__}, float32, eager attention",
          "endOfTurn": END, "cases": cases, "chats": rendered}
with gzip.GzipFile(os.path.join(OUT, "families.json.gz"), "wb", 9, mtime=0) as out:
    out.write(json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode())
print(os.path.getsize(os.path.join(OUT, "families.json.gz")), "bytes")
