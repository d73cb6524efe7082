"""Writes the published MiniLM weights as a CTranslate2 model, without torch.

The layout of the file: https://github.com/huggingface/safetensors#format. The mapping of names
follows ctranslate2.converters.transformers.BertLoader, which would need transformers.
"""

import json
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
from ctranslate2.converters import utils
from ctranslate2.specs import common_spec, transformer_spec
from numpy.typing import NDArray

from app.analysis.published import CONFIG, VOCABULARY, WEIGHTS

Tensors = dict[str, NDArray[np.float32]]

_LENGTH_BYTES: Final = 8


def write_int8_model(source: Path, target: Path) -> None:
    """Write model.bin, config.json and vocabulary.json into target, an existing folder.

    Args:
        source: Holds the published files, already checked by their hashes.

    Raises:
        OSError: target could not be written.
    """
    config = json.loads((source / CONFIG.name).read_text("utf-8"))
    spec = _spec(config, _read_tensors(source / WEIGHTS.name))
    words = (source / VOCABULARY.name).read_text("utf-8").split("\n")
    spec.register_vocabulary(words[: config["vocab_size"]])
    spec.config.unk_token = "[UNK]"
    spec.config.layer_norm_epsilon = config["layer_norm_eps"]
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(target))


def _read_tensors(path: Path) -> Tensors:
    content = path.read_bytes()
    start = _LENGTH_BYTES + int.from_bytes(content[:_LENGTH_BYTES], "little")
    header = json.loads(content[_LENGTH_BYTES:start])
    return {
        name: _tensor(content, start, entry)
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }


def _tensor(content: bytes, start: int, entry: dict[str, Any]) -> NDArray[np.float32]:
    first, end = entry["data_offsets"]
    values = np.frombuffer(content[start + first : start + end], np.float32)
    # A view into bytes is read-only and may be unaligned: the quantiser fails on it.
    return cast("NDArray[np.float32]", values.reshape(entry["shape"]).copy())


def _spec(config: dict[str, Any], tensors: Tensors) -> transformer_spec.TransformerEncoderModelSpec:
    encoder = transformer_spec.TransformerEncoderSpec(
        config["num_hidden_layers"],
        config["num_attention_heads"],
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = tensors["embeddings.word_embeddings.weight"]
    encoder.embeddings[1].weight = tensors["embeddings.token_type_embeddings.weight"]
    positions = tensors["embeddings.position_embeddings.weight"]
    encoder.position_encodings.encodings = positions
    _fill_norm(encoder.layernorm_embedding, tensors, "embeddings.LayerNorm")
    for index, layer in enumerate(encoder.layer):
        _fill_layer(layer, tensors, f"encoder.layer.{index}.")
    return transformer_spec.TransformerEncoderModelSpec(encoder, pooling_layer=False)


def _fill_layer(layer: Any, tensors: Tensors, prefix: str) -> None:  # noqa: ANN401 - untyped library
    query_key_value = [common_spec.LinearSpec() for _ in range(3)]
    for part, name in zip(query_key_value, ("query", "key", "value"), strict=True):
        _fill_linear(part, tensors, f"{prefix}attention.self.{name}")
    utils.fuse_linear(layer.self_attention.linear[0], query_key_value)
    _fill_linear(layer.self_attention.linear[1], tensors, prefix + "attention.output.dense")
    _fill_norm(layer.self_attention.layer_norm, tensors, prefix + "attention.output.LayerNorm")
    _fill_linear(layer.ffn.linear_0, tensors, prefix + "intermediate.dense")
    _fill_linear(layer.ffn.linear_1, tensors, prefix + "output.dense")
    _fill_norm(layer.ffn.layer_norm, tensors, prefix + "output.LayerNorm")


def _fill_linear(spec: Any, tensors: Tensors, name: str) -> None:  # noqa: ANN401 - untyped library
    spec.weight, spec.bias = tensors[name + ".weight"], tensors[name + ".bias"]


def _fill_norm(spec: Any, tensors: Tensors, name: str) -> None:  # noqa: ANN401 - untyped library
    spec.gamma, spec.beta = tensors[name + ".weight"], tensors[name + ".bias"]
