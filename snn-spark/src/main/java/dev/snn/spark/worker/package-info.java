/** Does runs in a process of Spark, behind a class loader that has the program and not Spark. */
package dev.snn.spark.worker;
