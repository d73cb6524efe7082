"""Turns the trained network into a folder that faster-whisper loads; needs torch.

python -m tests.tinywhisper.export FOLDER MODEL_FOLDER
"""

import argparse
import json
import shutil
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from ctranslate2.specs import whisper_spec
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import nn

from tests.tinywhisper.network import (
    Attention,
    DecoderLayer,
    EncoderLayer,
    FeedForward,
    TinyWhisper,
)
from tests.tinywhisper.shape import (
    DECODER_HEADS,
    DECODER_LAYERS,
    ENCODER_HEADS,
    ENCODER_LAYERS,
    MEL_BANDS,
    SAMPLE_RATE_HZ,
)
from tests.tinywhisper.tokens import END, ENGLISH, id_of, text_token_count

QUANTIZATION: Final = "int8_float16"  # half the size of int8_float32, and loaded as int8 anyway

PREPROCESSOR: Final = {
    "feature_size": MEL_BANDS,
    "sampling_rate": SAMPLE_RATE_HZ,
    "hop_length": 160,
    "chunk_length": 30,
    "n_fft": 400,
}


def spec_of(network: TinyWhisper) -> Any:
    """Return the network as CTranslate2 describes a Whisper."""
    spec = whisper_spec.WhisperSpec(ENCODER_LAYERS, ENCODER_HEADS, DECODER_LAYERS, DECODER_HEADS)
    encoder, decoder = spec.encoder, spec.decoder
    _set_linear(encoder.conv1, network.first_convolution)
    _set_linear(encoder.conv2, network.second_convolution)
    encoder.position_encodings.encodings = _numbers(network.sound_positions)
    for layer_spec, layer in zip(encoder.layer, network.encoder, strict=True):
        _set_encoder_layer(layer_spec, layer)
    _set_norm(encoder.layer_norm, network.encoder_norm)
    decoder.embeddings.weight = decoder.projection.weight = _numbers(network.embeddings())
    decoder.position_encodings.encodings = _numbers(network.text_positions)
    for layer_spec, layer in zip(decoder.layer, network.decoder, strict=True):
        _set_decoder_layer(layer_spec, layer)
    _set_norm(decoder.layer_norm, network.decoder_norm)
    return spec


def _numbers(tensor: torch.Tensor) -> NDArray[np.float32]:
    numbers: NDArray[np.float32] = tensor.detach().numpy()
    return numbers


def _set_linear(spec: Any, *modules: nn.Module) -> None:
    """Set the weights of a layer; CTranslate2 keeps query, key and value in one."""
    spec.weight = np.concatenate([_numbers(module.weight) for module in modules])
    zeros = [np.zeros(len(module.weight), np.float32) for module in modules]
    spec.bias = np.concatenate(
        [
            zero if module.bias is None else _numbers(module.bias)
            for module, zero in zip(modules, zeros, strict=True)
        ]
    )


def _set_norm(spec: Any, norm: nn.LayerNorm) -> None:
    spec.gamma, spec.beta = _numbers(norm.weight), _numbers(norm.bias)


def _set_self_attention(spec: Any, norm: nn.LayerNorm, attention: Attention) -> None:
    _set_norm(spec.layer_norm, norm)
    _set_linear(spec.linear[0], attention.query, attention.key, attention.value)
    _set_linear(spec.linear[1], attention.out)


def _set_feed_forward(spec: Any, module: FeedForward) -> None:
    _set_norm(spec.layer_norm, module.norm)
    _set_linear(spec.linear_0, module.wide)
    _set_linear(spec.linear_1, module.narrow)


def _set_encoder_layer(spec: Any, layer: EncoderLayer) -> None:
    _set_self_attention(spec.self_attention, layer.norm, layer.attention)
    _set_feed_forward(spec.ffn, layer.feed_forward)


def _set_decoder_layer(spec: Any, layer: DecoderLayer) -> None:
    _set_self_attention(spec.self_attention, layer.norm, layer.attention)
    _set_norm(spec.attention.layer_norm, layer.sound_norm)
    attention = layer.sound_attention
    _set_linear(spec.attention.linear[0], attention.query)
    _set_linear(spec.attention.linear[1], attention.key, attention.value)
    _set_linear(spec.attention.linear[2], attention.out)
    _set_feed_forward(spec.ffn, layer.feed_forward)


def export(trained: Path, out: Path) -> None:
    """Write the model folder.

    Args:
        trained: Folder with tokenizer.json and network.pt.
        out: Folder to write; made if it is not there.
    """
    tokenizer = Tokenizer.from_file(str(trained / "tokenizer.json"))
    network = TinyWhisper(text_token_count(tokenizer))
    network.load_state_dict(torch.load(trained / "network.pt", weights_only=True))
    network.eval()
    spec = spec_of(network)
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    spec.register_vocabulary([token for token, _ in vocabulary])
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [tokenizer.encode(" ").ids[0], id_of(tokenizer, END)]
    spec.config.lang_ids = [id_of(tokenizer, ENGLISH)]
    spec.config.alignment_heads = [[DECODER_LAYERS - 1, 0], [DECODER_LAYERS - 1, 1]]
    spec.validate()
    spec.optimize(quantization=QUANTIZATION)
    out.mkdir(parents=True, exist_ok=True)
    spec.save(str(out))
    shutil.copy(trained / "tokenizer.json", out)
    (out / "preprocessor_config.json").write_text(json.dumps(PREPROCESSOR))


def main() -> None:
    """Export and show the sizes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("trained", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    export(options.trained, options.out)
    for file in sorted(options.out.iterdir()):
        print(f"{file.stat().st_size:>10,} {file.name}")


if __name__ == "__main__":
    main()
