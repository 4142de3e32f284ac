/* Preloaded into a process, it makes the disk fail while the file $DISK_FAILS exists. The file's
 * first word says how:
 *
 *   sync             fsync and fdatasync of a file answer EIO, and are counted
 *   sync-directory   those of a directory do
 *   tear N           a write to a store writes at most N bytes, and then kills the process
 *
 * Each call that fails adds a byte to the file $DISK_COUNTS. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int order(char *word, long *number) {
    const char *path = getenv("DISK_FAILS");
    FILE *file = path ? fopen(path, "r") : NULL;
    if (!file) return 0;
    *number = 0;
    int words = fscanf(file, "%31s %ld", word, number);
    fclose(file);
    return words >= 1;
}

static void count(void) {
    int fd = open(getenv("DISK_COUNTS"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (fd < 0 || write(fd, "x", 1) != 1) abort();
    close(fd);
}

static int sync_fails(int fd) {
    char word[32];
    long number;
    struct stat status;
    if (!order(word, &number) || fstat(fd, &status) != 0) return 0;
    if (strcmp(word, S_ISDIR(status.st_mode) ? "sync-directory" : "sync") != 0) return 0;
    count();
    errno = EIO;
    return 1;
}

int fsync(int fd) { return sync_fails(fd) ? -1 : (int) syscall(SYS_fsync, fd); }

int fdatasync(int fd) { return sync_fails(fd) ? -1 : (int) syscall(SYS_fdatasync, fd); }

static int is_store(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 6) return 0;
    path[length] = 0;
    return strcmp(path + length - 6, ".store") == 0;
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t position) {
    char word[32];
    long most;
    if (order(word, &most) && strcmp(word, "tear") == 0 && is_store(fd)) {
        count();
        syscall(SYS_pwrite64, fd, bytes, size < (size_t) most ? size : (size_t) most, position);
        kill(getpid(), SIGKILL);
        pause();
    }
    return syscall(SYS_pwrite64, fd, bytes, size, position);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t position) {
    return pwrite64(fd, bytes, size, position);
}
