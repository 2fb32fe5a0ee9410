/** Whether a cluster can take the platform, looked at before anything is written: room, rights, owners, versions. */
package dev.plumbline.ground;
