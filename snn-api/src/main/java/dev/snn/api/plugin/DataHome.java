package dev.snn.api.plugin;

import java.nio.file.Path;
import java.util.List;

/** Where data files are looked for. */
public interface DataHome {

  /** Folders in the order in which they are searched. */
  List<Path> folders();

  /** The folder that downloads are written to. */
  Path cache();
}
