# Prints what zsh would offer for a line: complete.zsh FOLDER LINE, where FOLDER holds the script as _sva. A shell on a
# pseudo-terminal gets the line and a tab; its compadd writes the matches to a file.
zmodload zsh/zpty
export HITS=$1/hits
cat > $1/setup <<'SETUP'
PS1= PS2= RPS1=
autoload -Uz compinit
compinit -u -D
zstyle ':completion:*' verbose no
compadd() {
  if [[ " ${(j: :)@[1,(i)(-|--)]} " == *" "-[a-zA-Z1-9]#[OAD]" "* ]]; then
    builtin compadd "$@"
    return
  fi
  local -a hits
  builtin compadd -O hits "$@"
  (( $#hits )) && print -rl -- $hits >> $HITS
  builtin compadd "$@"
}
finish() { print done >> $HITS.done }
zle -N finish
bindkey '^I' complete-word
bindkey '^X' finish
setopt no_always_last_prompt extended_glob
LISTMAX=10000
print ready >> $HITS.ready
SETUP
: > $HITS
zpty shell "zsh -f -i"
zpty -w shell "fpath=(${(q)1} \$fpath); source ${(q)1}/setup"
for ((i = 0; i < 500; i++)) { [[ -e $HITS.ready ]] && break; sleep 0.02 }
zpty -w -n shell "$2"$'\t\x18'
for ((i = 0; i < 500; i++)) { [[ -e $HITS.done ]] && break; sleep 0.02 }
zpty -d shell
sort -u $HITS
