/**
 * The throw-away local cluster: its preparation (building images without a registry), its start, and its removal. It knows nothing of
 * the platform that is deployed to it.
 */
package dev.plumbline.local;
