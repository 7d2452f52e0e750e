/**
 * Elementary operations on matrices, from which graphs are composed.
 *
 * <p>Each class is one {@link org.set2model.autodiff.Operation} and holds, beside each other, its
 * formula, its value and its vector-Jacobian product as pure functions of matrices. In all formulas
 * {@code g = dL/dy} is the gradient with respect to the value, of the value's shape.
 *
 * <p>An operation that only one stage needs stands in that stage's package.
 */
package org.set2model.operations;
