/* core/wall.c: Landlock and seccomp around a process that decodes bytes from outside (wall.h). */
#include "sillok/wall.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- Landlock: the C library has no functions for it ----------------------------------------------------------------------- */

/* Rights of the first version; later ones are asked for where the kernel knows them. */
#define READ_RIGHTS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FIRST_RIGHTS ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)
#define RIGHT_REFER (1ULL << 13)    /* version 2: rename or link into another folder */
#define RIGHT_TRUNCATE (1ULL << 14) /* version 3 */
#define WRITE_RIGHTS \
    (READ_RIGHTS | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE)
#define FILE_RIGHTS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | RIGHT_TRUNCATE)

static int landlock_version(void)
{
    return (int)syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
}

/* 0, or errno. A path that is not there gives no right. */
static int allow(int rules, const char *path, uint64_t rights)
{
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : errno;
    struct landlock_path_beneath_attr at = {.allowed_access = rights, .parent_fd = fd};
    int e = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &at, 0U) == 0 ? 0 : errno;
    if (e == EINVAL) { /* a file, not a folder */
        at.allowed_access &= FILE_RIGHTS;
        e = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &at, 0U) == 0 ? 0 : errno;
    }
    close(fd);
    return e;
}

static sil_status close_files(const sil_wall *w, sil_err *err)
{
    int version = landlock_version();
    if (version < 1)
        return SIL_OK;
    uint64_t all = FIRST_RIGHTS | (version >= 2 ? RIGHT_REFER : 0) | (version >= 3 ? RIGHT_TRUNCATE : 0);
    struct landlock_ruleset_attr attr = {.handled_access_fs = all};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0U), e = rules < 0 ? errno : 0;
    if (e == EOPNOTSUPP || e == ENOSYS)
        return SIL_OK;
    for (size_t i = 0; !e && w->read && w->read[i]; i++)
        e = allow(rules, w->read[i], READ_RIGHTS & all);
    if (!e && w->write)
        e = allow(rules, w->write, (WRITE_RIGHTS | RIGHT_TRUNCATE) & all);
    if (!e && syscall(SYS_landlock_restrict_self, rules, 0U) != 0)
        e = errno;
    if (rules >= 0)
        close(rules);
    return e ? sil_fail(err, SIL_LIBRARY, "Landlock cannot close the files of this machine to a decoder: %s", strerror(e)) : SIL_OK;
}

/* ---- seccomp ---------------------------------------------------------------------------------------------------------------- */

/* Memory, descriptors that are open, time, signals of its own. */
static const int needed[] = {
    SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(pwrite64), SCMP_SYS(lseek), SCMP_SYS(close),
    SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(statx), SCMP_SYS(fstatfs), SCMP_SYS(statfs), SCMP_SYS(access),
    SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64), SCMP_SYS(getcwd), SCMP_SYS(fcntl), SCMP_SYS(fadvise64),
    SCMP_SYS(dup), SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(mprotect), SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    SCMP_SYS(restart_syscall), SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(times), SCMP_SYS(getrandom),
    SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(getrusage), SCMP_SYS(getrlimit), SCMP_SYS(sysinfo),
    SCMP_SYS(uname), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(rseq)};

/* Files of its own folder, written whole (file.h). */
static const int writing[] = {SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(mkdir), SCMP_SYS(mkdirat),
                              SCMP_SYS(fsync), SCMP_SYS(fdatasync), SCMP_SYS(ftruncate)};

/* What no decoder has a use for. */
static const int deadly[] = {SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(accept),
                             SCMP_SYS(accept4), SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(fork),
                             SCMP_SYS(vfork), SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(bpf), SCMP_SYS(keyctl), SCMP_SYS(add_key),
                             SCMP_SYS(userfaultfd), SCMP_SYS(io_uring_setup), SCMP_SYS(perf_event_open), SCMP_SYS(init_module), SCMP_SYS(chroot), SCMP_SYS(memfd_create)};

static int add_all(scmp_filter_ctx f, uint32_t action, const int *calls, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int r = seccomp_rule_add(f, action, calls[i], 0);
        if (r < 0 && r != -EDOM) /* not a call of this processor */
            return r;
    }
    return 0;
}

#define ADD(f, action, list) add_all((f), (action), (list), sizeof(list) / sizeof *(list))

static sil_status close_calls(const sil_wall *w, sil_err *err)
{
    scmp_filter_ctx f = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!f)
        return sil_fail(err, SIL_NOMEM, "no memory for the filter of system calls");
    int r = ADD(f, SCMP_ACT_ALLOW, needed);
    if (!r)
        r = ADD(f, SCMP_ACT_KILL_PROCESS, deadly);
    if (!r && w->write)
        r = ADD(f, SCMP_ACT_ALLOW, writing);
    if (!r)
        r = seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0); /* the C library then asks for clone, which is refused */
    if (!r) /* abort() and the like: signals to itself alone */
        r = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
    if (!r)
        r = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0)); /* to ask, not to set */
    if (!r && w->write)
        r = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(openat), 0);
    else if (!r)
        r = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY));
    if (!r)
        r = seccomp_load(f);
    seccomp_release(f);
    if (r == -EINVAL || r == -ENOSYS || r == -ECANCELED || r == -EACCES || r == -EPERM)
        return SIL_OK; /* a kernel, or a box around us, without it */
    return r ? sil_fail(err, r == -ENOMEM ? SIL_NOMEM : SIL_LIBRARY, "seccomp cannot close the system calls to a decoder: %s", strerror(-r)) : SIL_OK;
}

sil_status sil_wall_up(const sil_wall *w, sil_err *err)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return SIL_OK; /* Linux before 3.5: neither of the two is there */
    sil_status s = close_files(w, err);
    return s ? s : close_calls(w, err);
}

unsigned sil_wall_kinds(void)
{
    int status = 0;
    pid_t pid = fork();
    if (pid == 0) {
        static const sil_wall closed = {.read = NULL};
        bool up = sil_wall_up(&closed, NULL) == SIL_OK;
        unsigned kinds = 0;
        errno = 0;
        if (up && open("/", O_RDONLY | O_CLOEXEC) < 0 && errno == EACCES)
            kinds |= SIL_WALL_LANDLOCK;
        if (up && prctl(PR_GET_SECCOMP) != 0) /* EPERM by the filter itself */
            kinds |= SIL_WALL_SECCOMP;
        _exit((int)kinds);
    }
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return pid > 0 && WIFEXITED(status) ? (unsigned)WEXITSTATUS(status) : 0;
}
