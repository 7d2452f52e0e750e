/**
 * The handwritten characters in {@code testdata}, invented and drawn by a program: an alphabet
 * invents glyphs, a hand draws them.
 */
package org.set2model.drawings;
