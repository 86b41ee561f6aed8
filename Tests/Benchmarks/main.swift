#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `make bench`'s measuring: whole commands side by side, how long a token takes, and what two inner loops do for each
/// byte.
let words = Array(CommandLine.arguments.dropFirst())
switch words.first {
case "pair": exit(Pair.run(Array(words.dropFirst())))
case "delays": exit(Delays.run(Array(words.dropFirst())))
case "rates": exit(Rates.run())
default:
  print(
    """
    usage: sva-bench pair LABEL RUNS COMMAND… --vs COMMAND…
           sva-bench delays COMMAND… --vs COMMAND…
           sva-bench rates
    """)
  exit(2)
}
