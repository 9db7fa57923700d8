package dev.snn.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void linesCountChannelByChannelAndRowByRow() {
    Shape shape = new Shape(2, 3, 4);
    int line = 0;
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 4; x++) {
          assertThat(shape.line(c, y, x)).isEqualTo(line++);
        }
      }
    }
    assertThat(shape.size()).isEqualTo(line);
    assertThat(shape).hasToString("2 x 3 x 4");
  }

  @Test
  void aPlainVectorIsFlat() {
    assertThat(Shape.of(1, 1, 7)).isEqualTo(Shape.flat(7)).hasToString("7");
    assertThat(Shape.of(2, 1, 7).isFlat()).isFalse();
    assertThat(Shape.flat(7).size()).isEqualTo(7);
    assertThatThrownBy(() -> new Shape(-1, 1, 1)).hasMessage("a shape of -1 x 1 x 1 is none");
  }
}
