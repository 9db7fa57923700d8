package dev.snn.kernels;

import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The kernels that OpenBLAS has chosen for this processor, or that {@code OPENBLAS_CORETYPE} asks
 * for. The library has a table of functions for each kind of processor and a pointer {@code
 * gotoblas} to the one in use; other tables compute other last bits.
 */
final class BlasCore {
  /** Those of x86-64 and of 64-bit ARM, as the library names its tables. */
  private static final List<String> TABLES =
      List.of(
          "PRESCOTT",
          "CORE2",
          "PENRYN",
          "DUNNINGTON",
          "NEHALEM",
          "SANDYBRIDGE",
          "HASWELL",
          "SKYLAKEX",
          "COOPERLAKE",
          "SAPPHIRERAPIDS",
          "ATOM",
          "ATHLON",
          "OPTERON",
          "OPTERON_SSE3",
          "BARCELONA",
          "BOBCAT",
          "BULLDOZER",
          "PILEDRIVER",
          "STEAMROLLER",
          "EXCAVATOR",
          "ZEN",
          "NANO",
          "ARMV8",
          "ARMV8SVE",
          "CORTEXA53",
          "CORTEXA57",
          "CORTEXA72",
          "CORTEXA73",
          "FALKOR",
          "NEOVERSEN1",
          "NEOVERSEV1",
          "NEOVERSEN2",
          "THUNDERX",
          "THUNDERX2T99",
          "THUNDERX3T110",
          "TSV110",
          "EMAG8180",
          "VORTEX");

  private BlasCore() {}

  /** Its name, as HASWELL; "unknown" where the library does not tell. */
  static String name() {
    Pointer variable = Loader.addressof("gotoblas");
    if (variable == null || variable.isNull()) {
      return "unknown";
    }
    long chosen = new LongPointer(variable).get(0);
    for (String name : TABLES) {
      Pointer table = Loader.addressof("gotoblas_" + name);
      if (table != null && table.address() == chosen) {
        return name;
      }
    }
    return "unknown";
  }
}
