package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import java.util.List;

/** A data set of values from files in folders, with what is to be said of them. */
record NotedDataset(DatasetInfo info, Split train, Split validation, Split test, List<String> notes)
    implements Dataset {}
