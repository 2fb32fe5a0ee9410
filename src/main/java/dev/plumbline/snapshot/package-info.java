/**
 * A cluster at one moment, through one LIST for each kind and namespace that anybody asks for, however many ask. Plain trees: what others
 * add is in no class of ours.
 */
package dev.plumbline.snapshot;
