package dev.snn.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints whose header claims more than the file holds, or something that is no tensor. */
@Timeout(60)
class ClaimsTest {
  @TempDir Path dir;

  private Path file(String tensor) throws IOException {
    String start = SafeTensors.START + SafeTensors.NO_HASH;
    String json =
        start
            + "\",\"format\":\"snn-checkpoint\",\"version\":\"1\"},\"parameters/evil\":"
            + tensor
            + "}";
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    return Files.write(dir.resolve("evil.safetensors"), bytes.array());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'dtype':'F32','shape':[2147483647,0],'data_offsets':[0,0]}",
        "{'dtype':'F32','shape':[0,2147483647],'data_offsets':[0,0]}",
        "{'dtype':'F32','shape':{'a':1,'b':2},'data_offsets':[0,16]}",
        "{'dtype':'F32','shape':[2147483647,2147483647],'data_offsets':[0,16]}",
        "{'dtype':'F32','shape':[1073741824,1073741824],'data_offsets':[0,4611686018427387904]}",
        "{'dtype':'F32','shape':[-2,-2],'data_offsets':[0,16]}",
        "{'dtype':'F32','shape':[2],'data_offsets':[0,8]}",
        "{'dtype':'F32','shape':['2','2'],'data_offsets':{'a':0}}",
        "{'dtype':'F64','shape':[],'data_offsets':[8,16]}",
        "{'dtype':'F64','shape':{},'data_offsets':[0,8]}",
        "{'dtype':'F32','shape':[2,2],'data_offsets':[-16,0]}",
        "{'dtype':['F32'],'shape':[2,2],'data_offsets':[0,16]}",
        "null",
        "7"
      })
  void areRefusedBeforeMemoryIsTaken(String tensor) throws IOException {
    Path file = file(tensor.replace('\'', '"'));
    assertThatThrownBy(() -> CheckpointFile.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(file + " is ")
        .hasMessageEndingWith(". Use another copy or checkpoint.");
  }
}
