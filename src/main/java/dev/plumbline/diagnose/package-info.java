/** Why something failed: the evidence, collected before anything is cleaned up, and the probable cause in one line. */
package dev.plumbline.diagnose;
