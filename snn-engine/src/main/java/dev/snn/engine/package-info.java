/** One run: what a program that embeds the framework, or a worker, needs. */
package dev.snn.engine;
