/* tests/bench/wall.c: what the wall around a decoder costs: a process that is started and ends, without it and with it. */
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sillok/wall.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double each(int n, int with)
{
    static const char *const read[] = {"/usr/share", "/usr/lib", "/etc/fonts", NULL};
    const sil_wall wall = {.read = read, .write = "/tmp"};
    double start = now();
    for (int i = 0; i < n; i++) {
        pid_t pid = fork();
        if (pid == 0)
            _exit(with && sil_wall_up(&wall, NULL) ? 1 : 0);
        waitpid(pid, NULL, 0);
    }
    return (now() - start) / n * 1e3;
}

int main(void)
{
    unsigned kinds = sil_wall_kinds();
    double without = each(300, 0), with = each(300, 1);
    printf("the wall (%s%s): %.2f ms a page (a process %.2f ms without, %.2f ms with)\n", kinds & SIL_WALL_LANDLOCK ? "Landlock " : "", kinds & SIL_WALL_SECCOMP ? "seccomp" : "", with - without,
           without, with);
    return 0;
}
