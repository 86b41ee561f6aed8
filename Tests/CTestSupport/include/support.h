// What the end-to-end tests need of the system and Swift's Glibc module does not show.
#pragma once

/// A pipe whose ends are closed on exec; 0 where it was made.
int test_pipe(int ends[2]);

/// Opens a terminal of so many columns: its two ends, closed on exec; 0 where it was made.
int test_terminal(unsigned short columns, int *primary, int *secondary);

/// Starts a program: these descriptors at its streams, this folder, default signals, and a terminal, where the
/// streams are one, as its controlling terminal. The process id, or -1.
int test_spawn(const char *path, char *const arguments[], char *const variables[], const char *folder,
               int input, int output, int error, int is_terminal);
