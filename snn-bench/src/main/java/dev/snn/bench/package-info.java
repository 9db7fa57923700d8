/** Many runs compared: experiment files, tables with claims, sweeps, speed against peers. */
package dev.snn.bench;
