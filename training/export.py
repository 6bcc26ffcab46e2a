"""Writes a trained tagger as an ONNX file of whole numbers: `python -m training.export a-4.pt 6` fills src/communique/reading/weights/.

The graph is built operator by operator, with the fused operators of onnxruntime, so that no exporter is needed. Weights of seven bits keep
the sums of processors without VNNI from overflowing, so that the scores are the same on every machine.
"""

import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from communique.reading.windows import LABELS, PADDING, WIDTH
from training.model import HEADS, LINK, Tagger
from training.train import WORK, load

WEIGHTS = Path(__file__).resolve().parent.parent / "src" / "communique" / "reading" / "weights"
FUSED = "com.microsoft"


class Graph:
    """Nodes and weights of an ONNX graph in the making."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def weight(self, name: str, value: Any) -> str:
        """Add a constant."""
        self.weights.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add a node with one output that is used; return the output's name."""
        name = f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [name], name=name, domain=domain, **attributes))
        return name


def graph_of(model: Tagger, layers: int) -> Any:
    """Return the ONNX model of a tagger, cut off at one of its exits; what it gives are shares that sum to one."""
    state = {name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()}
    g = Graph()
    x, mask = _embedded(g, state)
    for number in range(layers):
        x = _layer(
            g,
            x,
            mask,
            {name.removeprefix(f"layers.{number}."): v for name, v in state.items() if name.startswith(f"layers.{number}.")},
            number,
        )
    _heads(g, x, {name.removeprefix(f"exits.{layers}."): v for name, v in state.items()})
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "pieces"]),
        helper.make_tensor_value_info("features", TensorProto.INT64, ["batch", "pieces", WIDTH]),
    ]
    outputs = [
        helper.make_tensor_value_info("labels", TensorProto.FLOAT, ["batch", "pieces", len(LABELS)]),
        helper.make_tensor_value_info("sources", TensorProto.FLOAT, ["batch", "pieces", "places"]),
        helper.make_tensor_value_info("cues", TensorProto.FLOAT, ["batch", "pieces", "places"]),
    ]
    graph = helper.make_graph(g.nodes, "tagger", inputs, outputs, g.weights)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def _embedded(g: Graph, state: dict[str, Any]) -> tuple[str, str]:
    """Add the embeddings; return the name of the first layer's input and of the mask of pieces that are there."""
    length = g.add("Gather", g.add("Shape", "ids"), g.weight("one", np.int64(1)))
    at = g.add("Range", g.weight("nought", np.int64(0)), length, "one")
    positions = g.add("Gather", g.weight("positions", (state["positions.weight"] + state["types"])[:256]), at)
    words = g.add("Gather", g.weight("words", state["words.weight"]), "ids")
    features = g.add(
        "ReduceSum",
        g.add("Gather", g.weight("features_table", state["features.weight"]), "features"),
        g.weight("axis", np.array([2])),
        keepdims=0,
    )
    summed = g.add("Add", g.add("Add", words, features), positions)
    x = g.add("LayerNormalization", summed, g.weight("norm_g", state["norm.weight"]), g.weight("norm_b", state["norm.bias"]), epsilon=1e-12)
    there = g.add("Not", g.add("Equal", "ids", g.weight("padding", np.int64(PADDING))))
    return x, g.add("Cast", there, to=TensorProto.INT32)


def _layer(g: Graph, x: str, mask: str, state: dict[str, Any], number: int) -> str:
    def weight(name: str, value: Any) -> str:
        return g.weight(f"l{number}_{name}", value)

    attended = g.add(
        "Attention", x, weight("qkv", state["qkv.weight"].T), weight("qkv_b", state["qkv.bias"]), mask, domain=FUSED, num_heads=HEADS
    )
    out = g.add("MatMul", attended, weight("out", state["out.weight"].T))
    x = _skip(g, out, x, weight("n1g", state["norm1.weight"]), weight("n1b", state["norm1.bias"]), weight("out_b", state["out.bias"]))
    up = g.add("BiasGelu", g.add("MatMul", x, weight("up", state["up.weight"].T)), weight("up_b", state["up.bias"]), domain=FUSED)
    down = g.add("MatMul", up, weight("down", state["down.weight"].T))
    return _skip(g, down, x, weight("n2g", state["norm2.weight"]), weight("n2b", state["norm2.bias"]), weight("down_b", state["down.bias"]))


def _skip(g: Graph, x: str, skip: str, gamma: str, beta: str, bias: str) -> str:
    return g.add("SkipLayerNormalization", x, skip, gamma, beta, bias, domain=FUSED, epsilon=1e-12)


def _heads(g: Graph, x: str, state: dict[str, Any]) -> None:
    scores = g.add("Add", g.add("MatMul", x, g.weight("labels_w", state["labels.weight"].T)), g.weight("labels_b", state["labels.bias"]))
    g.nodes.append(helper.make_node("Softmax", [scores], ["labels"], axis=-1))
    links = g.add("Add", g.add("MatMul", x, g.weight("links_w", state["links.weight"].T)), g.weight("links_b", state["links.bias"]))
    parts = [f"link_{n}" for n in range(4)]
    g.nodes.append(helper.make_node("Split", [links], parts, axis=-1))
    there = g.add("Cast", g.add("Equal", "ids", "padding"), to=TensorProto.FLOAT)
    out = g.add("Unsqueeze", g.add("Mul", there, g.weight("never", np.float32(-1e4))), g.weight("middle", np.array([1])))
    column = g.add("Mul", g.add("Slice", links, "axis_from", "axis_to", "axis_last"), g.weight("no", np.float32(0)))
    g.weight("axis_from", np.array([0])), g.weight("axis_to", np.array([1])), g.weight("axis_last", np.array([2]))
    for which, (query, key, name) in enumerate(((parts[0], parts[1], "sources"), (parts[2], parts[3], "cues"))):
        product = g.add("MatMul", query, g.add("Transpose", key, perm=[0, 2, 1]))
        pointed = g.add("Add", g.add("Mul", product, g.weight(f"scale_{which}", np.float32(LINK**-0.5))), out)
        none = g.add("Add", column, g.weight(f"nobody_{which}", state["nobody"][which]))
        g.nodes.append(helper.make_node("Softmax", [g.add("Concat", pointed, none, axis=-1)], [name], axis=-1))


def export(model: Tagger, layers: int, folder: Path = WEIGHTS) -> Path:
    """Write tagger.onnx and its hash; return the file."""
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "plain.onnx"
        onnx.save(graph_of(model, layers), plain)
        target = folder / "tagger.onnx"
        quantize_dynamic(
            plain,
            target,
            op_types_to_quantize=["MatMul", "Attention", "Gather"],
            weight_type=QuantType.QInt8,
            per_channel=False,
            reduce_range=True,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    (folder / "tagger.json").write_text(json.dumps({"sha256": digest, "layers": layers}, indent=1) + "\n", encoding="utf-8")
    return target


def main(argv: Sequence[str] | None = None) -> int:
    """Export the checkpoint named, with so many layers."""
    name, layers = sys.argv[1:] if argv is None else argv
    target = export(load(WORK / name).eval(), int(layers))
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
