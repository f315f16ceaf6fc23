"""Records float32 logits and greedy tokens of the default model, computed by `transformers` from the GGUF file.

    python record_logits.py MODEL.gguf logits.json.gz
"""

import gzip
import json
import os
import sys

import gguf
import numpy as np
import torch
import transformers

MODEL, OUT = sys.argv[1], sys.argv[2]
TOKENS, TOP, PROBES = 64, 8, 16
SYSTEM = "你是一家网店的导购，用中文详细回答顾客，至少写三句话。"
PROMPTS = [
    "周末去爬山，预算500以内，想要一件防风的外套，怎么挑？",
    "五百块以内的蓝牙耳机，不要白色的，说说该看哪些参数。",
    "给爸爸买双走路舒服的鞋，他脚宽，有什么建议？",
    "宝宝六个月了，第一次买辅食机要注意什么？",
    "冬天手脚冰凉，电热毯和暖水袋哪个好？",
    "想买台扫地机器人，家里有猫，毛很多。",
    "敏感肌用什么样的洗面奶比较温和？请详细说说。",
    "两千元左右的手机，主要拍照用，该怎么选？",
    "送女朋友生日礼物，她喜欢喝茶，帮我出几个主意。",
    "羽绒服的充绒量和蓬松度是什么意思？",
    "买床垫是选乳胶的还是弹簧的？我腰不太好。",
    "露营新手，第一次要买哪些东西？列一个清单。",
    "狗粮怎么看配料表？请一步一步教我。",
    "304不锈钢和316不锈钢的保温杯有什么区别？",
    "夏天骑车通勤，想买一件透气又防晒的衣服。",
    "孩子上小学，护眼台灯要看什么指标？",
    "The backpack for a 15.6寸 laptop，要防水的，what should I look for?",
    "满300减50和打八五折哪个划算？买320元的东西。",
    "空气炸锅容量多大合适？一家三口用，常做鸡翅和薯条。",
    "车里异味很重，除味的东西有哪几类，各有什么优缺点？",
]

torch.manual_seed(0)
torch.set_num_threads(2)
folder, name = os.path.split(os.path.abspath(MODEL))
tokenizer = transformers.AutoTokenizer.from_pretrained(folder, gguf_file=name)
model = transformers.AutoModelForCausalLM.from_pretrained(
    folder, gguf_file=name, dtype=torch.float32, attn_implementation="eager")
model.eval()

# The output matrix is its own tensor in this file: make sure that it was not tied to the embedding on the way.
reader = gguf.GGUFReader(MODEL)
by_name = {t.name: t for t in reader.tensors}
for theirs, ours in [(model.lm_head.weight, "output.weight"), (model.model.embed_tokens.weight, "token_embd.weight")]:
    tensor = by_name[ours]
    rows = gguf.quants.dequantize(np.asarray(tensor.data[:64]), tensor.tensor_type)
    assert np.array_equal(theirs[:64].detach().numpy(), rows), ours

template = reader.fields["tokenizer.chat_template"].contents()
eos = int(reader.fields["tokenizer.ggml.eos_token_id"].contents())
probes = [9497 * i + 11 for i in range(PROBES)]
f32 = lambda x: float(np.format_float_scientific(np.float32(x), unique=True))
chats = [[{"role": "system", "content": SYSTEM}, {"role": "user", "content": prompt}] for prompt in PROMPTS]
prompts = [tokenizer.apply_chat_template(c, chat_template=template, add_generation_prompt=True, return_dict=False) for c in chats]

# All prompts are one batch, padded on the left and masked there. An end of turn ends nothing: every prompt gets its 64 tokens.
longest = max(map(len, prompts))
step_in = torch.tensor([[eos] * (longest - len(p)) + p for p in prompts])
mask = torch.tensor([[0] * (longest - len(p)) + [1] * len(p) for p in prompts])
positions = (mask.cumsum(1) - 1).clamp(min=0)
cases = [{"system": SYSTEM, "user": u, "prompt": p, "tokens": [], "steps": []} for u, p in zip(PROMPTS, prompts)]
past = None
with torch.no_grad():
    for step in range(TOKENS):
        out = model(input_ids=step_in, attention_mask=mask, position_ids=positions, past_key_values=past, use_cache=True, logits_to_keep=1)
        past = out.past_key_values
        for case, logits in zip(cases, out.logits[:, -1].float()):
            values, top = torch.topk(logits, TOP)
            case["steps"].append({
                "top": top.tolist(),
                "logits": [f32(v) for v in values],
                "probes": [f32(logits[p]) for p in probes],
                "logSumExp": f32(torch.logsumexp(logits.double(), 0)),
                "norm": f32(torch.linalg.vector_norm(logits.double())),
                "gap": f32(values[0] - values[1]),
            })
            case["tokens"].append(int(top[0]))
        step_in = out.logits[:, -1].argmax(-1, keepdim=True)
        positions = positions[:, -1:] + 1
        mask = torch.cat([mask, torch.ones(len(prompts), 1, dtype=mask.dtype)], 1)
        print(step, flush=True)
for case in cases:
    print(len(case["prompt"]), len(case["tokens"]), tokenizer.decode(case["tokens"]), min(s["gap"] for s in case["steps"]))

result = {
    "about": f"transformers {transformers.__version__}, torch {torch.__version__}, gguf {gguf.__version__ if hasattr(gguf, '__version__') else ''}, float32, eager attention",
    "file": name,
    "endOfTurn": eos,
    "probeIds": probes,
    "cases": cases,
}
with gzip.GzipFile(OUT, "wb", 9, mtime=0) as out:
    out.write(json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode())
print(os.path.getsize(OUT), "bytes")
