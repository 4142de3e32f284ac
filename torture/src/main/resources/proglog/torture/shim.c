/* Preloaded into a node, it stands between the process and its system. What it does is said by the
 * file $TORTURE_CONTROL, which both sides have mapped: three numbers of 64 bits, in the machine's
 * own order.
 *
 *   0   not 0: fsync and fdatasync answer EIO
 *   1   how many microseconds a sync takes longer
 *   2   how many nanoseconds the time of day is ahead
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile int64_t nothing[3];
static volatile int64_t *control = nothing;
static int (*real_clock)(clockid_t, struct timespec *);

__attribute__((constructor)) static void map_control(void) {
    real_clock = (int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, "clock_gettime");
    const char *path = getenv("TORTURE_CONTROL");
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) return;
    void *map = mmap(NULL, sizeof nothing, PROT_READ, MAP_SHARED, fd, 0);
    if (map != MAP_FAILED) control = map;
    close(fd);
}

static int sync_fails(void) {
    if (control[1] > 0) usleep((useconds_t) control[1]);
    if (control[0] == 0) return 0;
    errno = EIO;
    return 1;
}

int fsync(int fd) { return sync_fails() ? -1 : (int) syscall(SYS_fsync, fd); }

int fdatasync(int fd) { return sync_fails() ? -1 : (int) syscall(SYS_fdatasync, fd); }

int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = real_clock ? real_clock(clock, time) : (int) syscall(SYS_clock_gettime, clock, time);
    int64_t ahead = control[2];
    if (result == 0 && ahead != 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        int64_t nanos = time->tv_nsec + ahead % 1000000000;
        time->tv_sec += ahead / 1000000000;
        if (nanos >= 1000000000) {
            nanos -= 1000000000;
            time->tv_sec++;
        } else if (nanos < 0) {
            nanos += 1000000000;
            time->tv_sec--;
        }
        time->tv_nsec = nanos;
    }
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    (void) zone;
    struct timespec now;
    int result = clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return result;
}
