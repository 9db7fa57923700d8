/** What an experiment is made of, found out without training it. */
package dev.snn.engine.explain;
