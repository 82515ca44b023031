package io.millrace.inference.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Arrays;
import java.util.List;

/** Builds an ONNX model of a few operators. */
final class TinyGraph {
  private static final int OPERATOR_SET = 11;
  private static final int FILE_FORMAT = 6;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");

  /** Inputs of shape [texts, tokens] of 64-bit integers. */
  TinyGraph inputs(String... names) {
    for (String name : names) {
      input(name, TensorProto.DataType.INT64);
    }
    return this;
  }

  TinyGraph input(String name, TensorProto.DataType type) {
    graph.addInput(value(name, type, List.of("texts", "tokens")));
    return this;
  }

  /** An output of numbers; each axis is a name or a size. */
  TinyGraph output(String name, Object... axes) {
    graph.addOutput(value(name, TensorProto.DataType.FLOAT, Arrays.asList(axes)));
    return this;
  }

  TinyGraph constant(String name, float[][] rows) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addDims(rows.length)
            .addDims(rows[0].length);
    for (float[] row : rows) {
      for (float number : row) {
        tensor.addFloatData(number);
      }
    }
    graph.addInitializer(tensor);
    return this;
  }

  TinyGraph node(String operator, List<String> inputs, String output, AttributeProto... settings) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(Arrays.asList(settings)));
    return this;
  }

  /** The numbers of an input of integers. */
  TinyGraph floats(String input, String output) {
    return node("Cast", List.of(input), output, whole("to", 1));
  }

  static AttributeProto whole(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto axes(long... axes) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName("axes").setType(AttributeProto.AttributeType.INTS);
    Arrays.stream(axes).forEach(attribute::addInts);
    return attribute.build();
  }

  private static ValueInfoProto value(String name, TensorProto.DataType type, List<?> axes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object axis : axes) {
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      shape.addDim(
          axis instanceof Integer size
              ? dimension.setDimValue(size)
              : dimension.setDimParam(axis.toString()));
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  byte[] bytes() {
    return ModelProto.newBuilder()
        .setIrVersion(FILE_FORMAT)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }
}
