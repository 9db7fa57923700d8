/**
 * What runs in the processes of Spark. It knows the JDK and Spark only: Spark brings versions of
 * its own of the libraries that the program is made of.
 */
package dev.snn.spark.task;
