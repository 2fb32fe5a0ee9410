/** Takes away what deploys made: a whole platform, or what dead runs left and has had its time. */
package dev.plumbline.removal;
