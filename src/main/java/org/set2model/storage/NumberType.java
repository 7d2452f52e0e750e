package org.set2model.storage;

import java.nio.ByteBuffer;

/** Types of numbers, by the names they have in a header. */
enum NumberType {
  F64(Double.BYTES),
  F32(Float.BYTES);

  private final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one number. */
  int bytes() {
    return bytes;
  }

  /** Reads the next number. */
  double next(ByteBuffer buffer) {
    return this == F64 ? buffer.getDouble() : buffer.getFloat();
  }

  /** Writes a number, rounded to this type. */
  void put(ByteBuffer buffer, double value) {
    if (this == F64) {
      buffer.putDouble(value);
    } else {
      buffer.putFloat((float) value);
    }
  }
}
