/** Plumbline: deploys the LLM Judge platform with Helm and proves that what runs is right. */
package dev.plumbline;
