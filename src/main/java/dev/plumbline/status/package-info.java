/** How what was deployed is now: the health of each release, what is not ready, and what other tools read of it. */
package dev.plumbline.status;
