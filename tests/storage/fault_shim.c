/* Lets the n-th call that changes a file in one folder fail, be cut short, or be the last of the process.
   Loaded before the C library by LD_PRELOAD; a test arms it through ctypes. For tests on Linux alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { ONCE, FROM_NOW_ON, KILL, ALL_SHORT };

static char folder[PATH_MAX];
static long nth, seen;
static int code, way, armed;

void fault_arm(const char *where, long at, int number, int manner)
{
    snprintf(folder, sizeof folder, "%s", where);
    nth = at, code = number, way = manner, seen = 0, armed = 1;
}

void fault_disarm(void) { armed = 0; }

long fault_count(void) { return seen; }

static int inside(const char *path) { return armed && strncmp(path, folder, strlen(folder)) == 0; }

static int inside_fd(int fd)
{
    char link[64], path[PATH_MAX];
    if (!armed)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return inside(path);
}

static int fails(int counts)
{
    if (!counts)
        return 0;
    seen++;
    if (way == ALL_SHORT || !(seen == nth || (way == FROM_NOW_ON && seen > nth)))
        return 0;
    if (way == KILL)
        kill(getpid(), SIGKILL);
    errno = code;
    return 1;
}

/* A write cut short is no error: whoever writes must go on where it ended. */
static size_t length_of(int fd, size_t wanted)
{
    return way == ALL_SHORT && wanted > 1 && inside_fd(fd) ? wanted / 2 : wanted;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define AROUND_FD(result, name, parameters, ...) \
    result name parameters { return fails(inside_fd(fd)) ? -1 : REAL(name)(__VA_ARGS__); }
#define AROUND_PATH(result, name, parameters, ...) \
    result name parameters { return fails(inside(path)) ? -1 : REAL(name)(__VA_ARGS__); }

AROUND_FD(ssize_t, write, (int fd, const void *data, size_t size), fd, data, length_of(fd, size))
AROUND_FD(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t at), fd, data, length_of(fd, size), at)
AROUND_FD(ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t at), fd, data, length_of(fd, size), at)
AROUND_FD(int, fsync, (int fd), fd)
AROUND_FD(int, fdatasync, (int fd), fd)
AROUND_FD(int, ftruncate, (int fd, off_t size), fd, size)
AROUND_FD(int, ftruncate64, (int fd, off64_t size), fd, size)
AROUND_PATH(int, unlink, (const char *path), path)
AROUND_PATH(int, rename, (const char *path, const char *to), path, to)
AROUND_PATH(int, link, (const char *path, const char *to), path, to)

#define AROUND_OPEN(name)                                                 \
    int name(const char *path, int flags, ...)                            \
    {                                                                     \
        mode_t mode = 0;                                                  \
        if (flags & O_CREAT) {                                            \
            va_list more;                                                 \
            va_start(more, flags);                                        \
            mode = va_arg(more, mode_t);                                  \
            va_end(more);                                                 \
        }                                                                 \
        if (fails((flags & O_CREAT) && inside(path)))                     \
            return -1;                                                    \
        return REAL(name)(path, flags, mode);                             \
    }

AROUND_OPEN(open)
AROUND_OPEN(open64)
