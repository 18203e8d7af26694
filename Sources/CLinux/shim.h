#pragma once
#include <linux/fs.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Needs _GNU_SOURCE, without which Swift imports the C library. */
static inline long clinux_copy_file_range(int source, int target, size_t count) {
  return syscall(SYS_copy_file_range, source, (void *)0, target, (void *)0, count, 0u);
}

/* A macro that is no constant to Swift. */
static inline unsigned long clinux_ficlone(void) { return FICLONE; }
