/**
 * What happened to objects after they were deployed: live objects against the declared ones, field by field, with who changed them.
 * Works on plain trees: what others add is in no class of ours.
 */
package dev.plumbline.drift;
