#define _GNU_SOURCE
#include "support.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

int test_pipe(int ends[2]) {
  if (pipe(ends) != 0) return -1;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return 0;
}

int test_terminal(unsigned short columns, int *primary, int *secondary) {
  *primary = posix_openpt(O_RDWR | O_NOCTTY);
  if (*primary < 0 || grantpt(*primary) != 0 || unlockpt(*primary) != 0) return -1;
  *secondary = open(ptsname(*primary), O_RDWR | O_NOCTTY);
  if (*secondary < 0) return -1;
  fcntl(*primary, F_SETFD, FD_CLOEXEC);
  fcntl(*secondary, F_SETFD, FD_CLOEXEC);
  struct winsize size = {.ws_row = 24, .ws_col = columns};
  return ioctl(*secondary, TIOCSWINSZ, &size);
}

int test_spawn(const char *path, char *const arguments[], char *const variables[], const char *folder,
               int input, int output, int error, int is_terminal) {
  // A program that ends before it has read its input must not end the tests.
  signal(SIGPIPE, SIG_IGN);
  pid_t child = fork();
  if (child != 0) return child;
  // Only what is safe between fork and exec in a process of many threads.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  if (is_terminal) {
    setsid();
    ioctl(input, TIOCSCTTY, 0);
  }
  // A descriptor that is where it belongs already would keep its close-on-exec flag.
  int streams[3] = {input, output, error};
  for (int number = 0; number < 3; number++) {
    if (streams[number] < 0) close(number);
    else if (streams[number] == number) fcntl(number, F_SETFD, 0);
    else dup2(streams[number], number);
  }
  if (chdir(folder) != 0) _exit(126);
  execve(path, arguments, variables);
  _exit(127);
}
