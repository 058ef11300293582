/* driver/rooms.c: start the five programs of the rooms. They stand beside this one. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sillok.h"

const char *const room_names[ROOMS] = {"intake", "ocr", "text", "extract", "publish"};
const sil_layer room_layers[ROOMS] = {SIL_LAYER_SOURCE, SIL_LAYER_OCR, SIL_LAYER_TEXT, SIL_LAYER_ENTITIES, SIL_LAYER_TEI};

/* argv of a room: common options first. In the arena of the call. */
static char **arguments(sil_arena *a, const driver *d, room_id room, bool serve, const char *const *extra)
{
    size_t n = 0, n_extra = 0;
    for (; extra && extra[n_extra]; n_extra++)
        ;
    char **v = sil_alloc(a, (12 + 2 * d->n_sets + n_extra) * sizeof *v);
    if (!v)
        return NULL;
    v[n++] = sil_sprintf(a, "%s/sillok-%s", d->bin, room_names[room]);
    v[n++] = sil_strdup(a, "-C");
    v[n++] = sil_strdup(a, d->corpus);
    v[n++] = sil_strdup(a, "--config");
    v[n++] = sil_strdup(a, d->config);
    v[n++] = sil_strdup(a, "--log-format");
    v[n++] = sil_strdup(a, d->json ? "json" : "plain");
    if (!d->verbose)
        v[n++] = sil_strdup(a, "-q");
    for (size_t i = 0; i < d->n_sets; i++) {
        v[n++] = sil_strdup(a, "-o");
        v[n++] = sil_strdup(a, d->sets[i]);
    }
    if (serve)
        v[n++] = sil_strdup(a, "--serve");
    for (size_t i = 0; i < n_extra; i++)
        v[n++] = sil_strdup(a, extra[i]);
    for (size_t i = 0; i < n; i++)
        if (!v[i])
            return NULL;
    return v;
}

static int held = -1;

void room_holds(int fd)
{
    held = fd;
}

static void run_child(char **argv, int in, int out, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a driver that is killed takes its rooms with it */
    if (getppid() != parent)
        _exit(127);
    if (held >= 0)
        fcntl(held, F_SETFD, 0);
    int null = open("/dev/null", O_RDWR);
    dup2(in >= 0 ? in : null, 0);
    if (out >= 0)
        dup2(out, 1);
    setpgid(0, 0); /* Ctrl-C reaches the driver alone, which then ends its rooms */
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    execv(argv[0], argv);
    _exit(127);
}

sil_status room_start(const driver *d, room_id room, bool serve, const char *const *extra, pid_t *pid, int *to, int *from, sil_err *err)
{
    int in[2] = {-1, -1}, out[2] = {-1, -1};
    sil_arena *a = sil_arena_new(0);
    char **argv = a ? arguments(a, d, room, serve, extra) : NULL;
    if (!argv || access(argv[0], X_OK) != 0) {
        sil_status s = argv ? sil_fail(err, SIL_LIBRARY, "the program %s is not there; run make", argv[0]) : sil_fail(err, SIL_NOMEM, "no memory to start a room");
        sil_arena_free(a);
        return s;
    }
    if ((serve && pipe2(in, O_CLOEXEC)) || (from && pipe2(out, O_CLOEXEC))) {
        if (in[0] >= 0) {
            close(in[0]);
            close(in[1]);
        }
        sil_arena_free(a);
        return sil_fail(err, SIL_IO, "cannot make a pipe: %s", strerror(errno));
    }
    pid_t parent = getpid(), p = fork();
    if (p == 0)
        run_child(argv, in[0], out[1], parent);
    int e = errno;
    sil_arena_free(a);
    if (in[0] >= 0)
        close(in[0]);
    if (out[1] >= 0)
        close(out[1]);
    if (p < 0) {
        if (in[1] >= 0)
            close(in[1]);
        if (out[0] >= 0)
            close(out[0]);
        return sil_fail(err, SIL_IO, "cannot start sillok-%s: %s", room_names[room], strerror(e));
    }
    *pid = p;
    if (to)
        *to = in[1];
    if (from)
        *from = out[0];
    return SIL_OK;
}

sil_status room_run(const driver *d, room_id room, const char *const *args, sil_buf *out, int *code, sil_err *err)
{
    pid_t pid;
    int from = -1, st = 0;
    sil_status s = room_start(d, room, false, args, &pid, NULL, &from, err);
    if (s)
        return s;
    char buf[4096];
    for (bool stopped = false;;) { /* until it closes its stdout */
        if (interrupt_came() && !stopped) {
            stopped = true;
            kill(-pid, SIGKILL);
            kill(pid, SIGKILL); /* it may not lead its group yet */
        }
        struct pollfd p = {.fd = from, .events = POLLIN};
        if (poll(&p, 1, 250) <= 0)
            continue;
        ssize_t n = read(from, buf, sizeof buf);
        if (n > 0 && out)
            sil_buf_add(out, buf, (size_t)n);
        if (n == 0 || (n < 0 && errno != EINTR))
            break;
    }
    close(from);
    while (waitpid(pid, &st, 0) < 0 && errno == EINTR)
        ;
    *code = WIFEXITED(st) ? WEXITSTATUS(st) : 128 + WTERMSIG(st);
    return SIL_OK;
}

sil_status room_recipes(driver *d, char *recipes[ROOMS], sil_err *err)
{
    static const char *const ask[] = {"--recipe", NULL};
    for (int r = 0; r < ROOMS; r++) {
        sil_buf b = {.limit = 1 << 20};
        int code = 0;
        sil_status s = room_run(d, (room_id)r, ask, &b, &code, err);
        if (!s && code)
            s = sil_fail(err, code == 2 ? SIL_USAGE : SIL_LIBRARY, "sillok-%s cannot work here (see above); sillok doctor says what is missing", room_names[r]);
        if (!s) {
            b.data[strcspn(b.data, "\n")] = '\0';
            recipes[r] = sil_strdup(d->arena, b.data);
            s = recipes[r] ? SIL_OK : sil_fail(err, SIL_NOMEM, "no memory for the recipes");
        }
        sil_buf_free(&b);
        if (s)
            return s;
    }
    return SIL_OK;
}
