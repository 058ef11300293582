/* The wall around a decoder: what it lets through, what it refuses, what ends the process. Each try is made in a process of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../temp.h"
#include "sillok/file.h"
#include "sillok/wall.h"

static char inside[TEMP_LEN], beside[TEMP_LEN];
static char a_file[128], outside[128];
static unsigned kinds;

static int setup(void **state)
{
    (void)state;
    sil_err err;
    if (!temp_folder(inside, "wall") || !temp_folder(beside, "beside"))
        return -1;
    snprintf(a_file, sizeof a_file, "%s/page", inside);
    snprintf(outside, sizeof outside, "%s/page", beside);
    kinds = sil_wall_kinds();
    print_message("this machine has%s%s\n", kinds & SIL_WALL_LANDLOCK ? " Landlock" : "", kinds & SIL_WALL_SECCOMP ? " seccomp" : "");
    return sil_file_write(a_file, "x", 1, &err) || sil_file_write(outside, "x", 1, &err) ? -1 : 0;
}

static int teardown(void **state)
{
    (void)state;
    sil_err err;
    return sil_remove_tree(inside, &err) || sil_remove_tree(beside, &err) ? -1 : 0;
}

/* What `act` says (0: it could; else errno) behind the wall; minus the signal that ended it. */
static int behind(bool write, int (*act)(void))
{
    const char *const read[] = {"/usr/share", a_file, NULL};
    const sil_wall wall = {.read = read, .write = write ? inside : NULL};
    pid_t pid = fork();
    if (pid == 0) {
        int nothing = open("/dev/null", O_RDWR);
        dup2(nothing, 2);
        _exit(sil_wall_up(&wall, NULL) ? 255 : act());
    }
    int status = 0;
    assert_true(pid > 0 && waitpid(pid, &status, 0) == pid);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static int try_open(const char *path, int flags)
{
    int fd = open(path, flags, 0666);
    return fd >= 0 ? 0 : errno;
}

static int read_own(void) { return try_open(a_file, O_RDONLY); }
static int read_share(void) { return try_open("/usr/share", O_RDONLY | O_DIRECTORY); }
static int read_outside(void) { return try_open(outside, O_RDONLY); }
static int read_passwd(void) { return try_open("/etc/passwd", O_RDONLY); }
static int write_outside(void) { return try_open(outside, O_WRONLY); }
static int make_outside(void)
{
    char path[160];
    snprintf(path, sizeof path, "%s/new", beside);
    return try_open(path, O_WRONLY | O_CREAT);
}
static int write_own(void) { return try_open(a_file, O_WRONLY); }
static int write_whole(void)
{
    char path[160];
    sil_err err;
    snprintf(path, sizeof path, "%s/0001.png", inside);
    return sil_file_write(path, "image", 5, &err) ? 1 : 0;
}
static int rename_out(void)
{
    char path[160];
    snprintf(path, sizeof path, "%s/moved", beside);
    return rename(a_file, path) == 0 ? 0 : errno;
}
static int link_out(void) { return symlink("/etc/passwd", "/tmp/sillok-link") == 0 ? 0 : errno; }
static int change_mode(void) { return chmod(outside, 0777) == 0 ? 0 : errno; }
static int start_shell(void) { return execl("/bin/sh", "sh", "-c", "exit 0", (char *)NULL) == 0 ? 0 : errno; }
static int reach_network(void) { return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 0 : errno; }
static int split(void)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    return pid > 0 ? 0 : errno;
}
static int shoot_parent(void) { return kill(getppid(), 0) == 0 ? 0 : errno; }
static int give_up(void) { abort(); }
static int much_memory(void)
{
    char *p = malloc((size_t)64 << 20);
    if (p)
        memset(p, 1, (size_t)64 << 20);
    return p ? 0 : errno;
}

static void test_a_reader_can_do_its_work(void **state)
{
    (void)state;
    assert_int_equal(behind(true, read_own), 0);
    assert_int_equal(behind(true, read_share), 0);
    assert_int_equal(behind(true, write_own), 0);
    assert_int_equal(behind(true, write_whole), 0);
    assert_int_equal(behind(true, much_memory), 0);
    assert_int_equal(behind(false, read_own), 0);
    assert_int_equal(behind(false, read_share), 0);
}

static void test_files_of_others_are_out_of_reach(void **state)
{
    (void)state;
    if (!(kinds & SIL_WALL_LANDLOCK))
        skip();
    assert_int_equal(behind(true, read_outside), EACCES);
    assert_int_equal(behind(true, read_passwd), EACCES);
    assert_int_equal(behind(true, write_outside), EACCES);
    assert_int_equal(behind(true, make_outside), EACCES);
    assert_int_not_equal(behind(true, rename_out), 0);
    assert_true(sil_file_exists(a_file));
    assert_int_equal(behind(false, read_passwd), EACCES);
}

static void test_who_may_not_write_writes_nowhere(void **state)
{
    (void)state;
    if (!kinds)
        skip();
    assert_int_not_equal(behind(false, write_own), 0);
    assert_int_not_equal(behind(false, write_outside), 0);
    assert_int_not_equal(behind(false, write_whole), 0);
}

static void test_no_program_no_network_no_other_process(void **state)
{
    (void)state;
    if (!(kinds & SIL_WALL_SECCOMP))
        skip();
    assert_int_equal(behind(true, start_shell), -SIGSYS);
    assert_int_equal(behind(true, reach_network), -SIGSYS);
    assert_int_equal(behind(true, split), EPERM);
    assert_int_equal(behind(true, shoot_parent), EPERM);
    assert_int_equal(behind(true, change_mode), EPERM);
    assert_int_equal(behind(true, link_out), EPERM);
    assert_int_equal(behind(true, give_up), -SIGABRT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_reader_can_do_its_work), cmocka_unit_test(test_files_of_others_are_out_of_reach),
                                       cmocka_unit_test(test_who_may_not_write_writes_nowhere), cmocka_unit_test(test_no_program_no_network_no_other_process)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
