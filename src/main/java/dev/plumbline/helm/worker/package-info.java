/**
 * What runs in the child JVM around the native Helm library: nothing but JDK, JNA and helm-java may be used here, because these
 * classes are all that the child has. The parent shares {@link dev.plumbline.helm.worker.Request} and
 * {@link dev.plumbline.helm.worker.Answer} with it.
 */
package dev.plumbline.helm.worker;
