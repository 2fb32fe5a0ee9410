/** What a plan means to who looks at it; and plans that people keep: what was looked at is what is carried out, or nothing is. */
package dev.plumbline.review;
