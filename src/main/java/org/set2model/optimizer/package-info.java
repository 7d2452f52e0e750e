/** Turns gradients into steps of the parameters. */
package org.set2model.optimizer;
