#if DEBUG || FUZZING
  /// Scalars that no text for a person may contain: C0, DEL, C1, bidirectional overrides and isolates.
  enum Visible {
    /// Whether `text` contains none of them, except newlines and tabs if they are allowed.
    static func isSafe(_ text: String, allowing allowed: Set<Unicode.Scalar> = []) -> Bool {
      text.unicodeScalars.allSatisfy { scalar in
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: allowed.contains(scalar)
        default: true
        }
      }
    }
  }
#endif
