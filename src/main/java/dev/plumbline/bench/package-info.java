/** How long a deploy takes against what it cannot be faster than: both measured in one run, on one throw-away cluster. */
package dev.plumbline.bench;
