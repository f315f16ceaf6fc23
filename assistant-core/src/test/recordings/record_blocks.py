"""Records blocks of every number format and the float32 values that the `gguf` package decodes them to.

    python record_blocks.py MODEL.gguf blocks.json.gz

Blocks are random bytes with finite scales, and the first rows of some tensors of the default model (values as a hash).
"""

import base64
import gzip
import hashlib
import json
import os
import sys

import gguf
import numpy as np
from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType as T

MODEL, OUT = sys.argv[1:3]
rng = np.random.default_rng(7)
# Byte offsets of the binary16 scales in a block.
SCALES = {T.Q4_0: [0], T.Q4_1: [0, 2], T.Q5_0: [0], T.Q5_1: [0, 2], T.Q8_0: [0], T.Q4_K: [0, 2], T.Q5_K: [0, 2], T.Q6_K: [208],
          T.Q2_K: [80, 82], T.Q3_K: [108], T.IQ4_NL: [0], T.IQ4_XS: [0]}
b64 = lambda array: base64.b64encode(array.tobytes()).decode()

blocks = []
for kind in [T.F32, T.F16, T.BF16, *SCALES]:
    size, width = GGML_QUANT_SIZES[kind]
    if kind in SCALES:
        raw = rng.integers(0, 256, (4, width), dtype=np.uint8)
        for at in SCALES[kind]:
            raw[:, at:at + 2] = rng.normal(0, 0.1, (4, 1)).astype("<f2").view(np.uint8)
        raw[1] |= 0x88  # every sign bit that a careless shift would spread
        for at in SCALES[kind]:
            raw[1, at:at + 2] = np.array([0.25], "<f2").view(np.uint8)
        raw[0, SCALES[kind][0]:SCALES[kind][0] + 2] = np.array([6e-8], "<f2").view(np.uint8)  # a subnormal scale
    elif kind == T.BF16:
        raw = (rng.normal(0, 1, (1, 64)).astype("<f4").view("<u4") >> 16).astype("<u2").view(np.uint8)
    else:
        raw = rng.normal(0, 1, (1, 64)).astype("<f4" if kind == T.F32 else "<f2").view(np.uint8)
    values = gguf.quants.dequantize(raw, kind).astype("<f4").reshape(-1)
    blocks.append({"type": kind.name, "bytes": b64(raw), "floats": b64(values)})

tensors = []
for t in gguf.GGUFReader(MODEL).tensors:
    if t.name.startswith(("blk.0.", "blk.23.", "output", "token_embd")):
        rows = int(np.prod(t.shape[1:])) if len(t.shape) > 1 else 1
        first = max(0, rows - 5)
        data = np.asarray(t.data).reshape(rows, -1)[first:]
        values = gguf.quants.dequantize(data, t.tensor_type).astype("<f4")
        tensors.append({"name": t.name, "type": t.tensor_type.name, "shape": [int(d) for d in t.shape], "offset": int(t.data_offset),
                        "bytes": int(t.n_bytes), "firstRow": first, "sha256": hashlib.sha256(values.tobytes()).hexdigest()})

with gzip.GzipFile(OUT, "wb", 9, mtime=0) as out:
    out.write(json.dumps({"about": "gguf package, numpy " + np.__version__, "blocks": blocks, "tensors": tensors}, separators=(",", ":")).encode())
print(os.path.getsize(OUT), "bytes")
