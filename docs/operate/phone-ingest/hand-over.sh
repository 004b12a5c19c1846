#!/usr/bin/env bash
# Hands a call, or its recording, over to Haltija: docs/operate/phone-ingest.md. Needs bash, curl and openssl.
#
#   hand-over.sh event CALL EVENT DIRECTION CALLER CALLED
#   hand-over.sh recording CALL BEGAN FORMAT SIDES FILE [FORMAT SIDES FILE]
#
# EVENT: ringing answered transferred ended missed refused. DIRECTION: incoming outgoing. BEGAN: 2026-11-02T09:30:00Z.
# FORMAT: wav slin ulaw alaw ogg-opus, with :16000 for another rate than 8000. SIDES: customer staff mixed customer,staff staff,customer.
# A CALLER or CALLED that is not known is written as -, one that must not be shown as withheld.
# From the environment: HALTIJA_URL, HALTIJA_SOURCE, HALTIJA_KEY_FILE (the secret alone in it, 64 characters at most, mode 0600).
# Ends with 0 when it is done (also where Haltija may not keep it), 1 when it may be tried again, 2 when it will never be taken.
set -u
LC_ALL=C
: "${HALTIJA_URL:?}" "${HALTIJA_SOURCE:?}" "${HALTIJA_KEY_FILE:?}"
api=/api/ingest/phone
at_once=$((8 * 1024 * 1024))
tries=10

fail() { printf 'hand-over: %s\n' "$2" >&2; exit "$1"; }

# HMAC-SHA256 of what comes in, base64. By hand, because what openssl is given as an argument every user of this machine can read.
hmac() {
  local key inner='' outer='' at byte
  key=$(tr -d '\r\n' <"$HALTIJA_KEY_FILE" | od -An -v -tx1 | tr -d ' \n') || return 1
  ((${#key} >= 64 && ${#key} <= 128)) || fail 2 'the secret must have 32 to 64 characters'
  for ((at = 0; at < 64; at++)); do
    byte=$((16#0${key:2*at:2}))
    printf -v inner '%s\\x%02x' "$inner" $((byte ^ 0x36))
    printf -v outer '%s\\x%02x' "$outer" $((byte ^ 0x5c))
  done
  { printf "$outer"; { printf "$inner"; cat; } | openssl dgst -sha256 -binary; } | openssl dgst -sha256 -binary | base64 -w0
}

# signed METHOD PATH [HEADER VALUE]: sets headers for curl (RFC 9421). Each try is signed anew: a signature counts once.
signed() {
  local names='"@method" "@path"' lines parameters
  printf -v lines '"@method": %s\n"@path": %s\n' "$1" "$2"
  headers=()
  if (($# > 2)); then
    names+=" \"$3\""
    lines+="\"$3\": $4"$'\n'
    headers=(-H "$3: $4")
  fi
  parameters="($names);created=$(date +%s);keyid=\"$HALTIJA_SOURCE\";nonce=\"$(openssl rand -hex 12)\""
  headers+=(-H "signature-input: sig=$parameters"
    -H "signature: sig=:$(printf '%s"@signature-params": %s' "$lines" "$parameters" | hmac):")
}

ask() { curl -sS --connect-timeout 10 --max-time 60 "${headers[@]}" "$@"; }

# tell PATH: hands over JSON from $body; the answer in $answer, its status in $status.
tell() {
  signed POST "$1" content-digest "sha-256=:$(printf %s "$body" | openssl dgst -sha256 -binary | base64 -w0):"
  answer=$(printf %s "$body" | ask -w '\n%{http_code}' -H 'content-type: application/json' --data-binary @- "$HALTIJA_URL$1") || fail 1 'no answer'
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  case $status in
    2??) ;;
    # Erased since: there is nothing to do about it any more.
    410) exit 0 ;;
    400 | 413 | 422) fail 2 "answered $status $answer" ;;
    # Also a call that was not told of yet, a clock that is wrong, an agreement that is not in force.
    *) fail 1 "answered $status $answer" ;;
  esac
}

# field NAME: of the flat answer.
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p" <<<"$answer"; }

plain() { [[ $1 =~ ^[A-Za-z0-9._:@+-]{1,200}$ ]] || fail 2 "no word: $1"; }

party() {
  case $1 in
    - | '') printf '{"number":null}' ;;
    withheld | anonymous) printf '{"number":null,"withheld":true}' ;;
    *) plain "$1" && printf '{"number":"%s"}' "$1" ;;
  esac
}

hand_event() {
  local try code
  plain "$1" && plain "$2" && plain "$3"
  body=$(printf '{"callId":"%s","event":"%s","at":"%s","direction":"%s","parties":[%s,%s]}' \
    "$1" "$2" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$3" "$(party "$4")" "$(party "$5")")
  for ((try = 1; ; try++)); do
    (tell "$api/calls")
    code=$?
    ((code == 1 && try < tries)) || exit "$code"
    sleep "${HALTIJA_PAUSE:-5}"
  done
}

hand_recording() {
  local call=$1 began=$2 tracks='' total=0 bytes rate id offset try path
  plain "$call" && plain "$began"
  shift 2
  files=()
  while (($# >= 3)); do
    rate=8000
    [[ $1 == *:* ]] && rate=${1#*:}
    bytes=$(wc -c <"$3") || fail 2 'the file cannot be read'
    tracks+=${tracks:+,}$(printf '{"format":"%s","rate":%d,"sides":["%s"],"bytes":%d}' "${1%%:*}" "$rate" "${2//,/\",\"}" "$bytes")
    total=$((total + bytes))
    files+=("$3")
    shift 3
  done
  body=$(printf '{"callId":"%s","beganAt":"%s","tracks":[%s],"sha256":"%s"}' \
    "$call" "$began" "$tracks" "$(cat -- "${files[@]}" | openssl dgst -sha256 -r | cut -c1-64)")
  tell "$api/recordings"
  id=$(field uploadId)
  path=$api/recordings/$id
  [[ $(field state) == withheld ]] && { echo 'withheld: it may not be kept'; return; }
  for ((try = 0; try < tries; try++)); do
    ((try > 0)) && sleep "${HALTIJA_PAUSE:-5}"
    signed GET "$path"
    answer=$(ask "$HALTIJA_URL$path") || continue
    case $(field state) in
      receiving)
        offset=$(field offset)
        while ((offset < total)); do
          signed PATCH "$path" upload-offset "$offset"
          cat -- "${files[@]}" | tail -c +$((offset + 1)) | head -c "$at_once" |
            ask -f -o /dev/null -X PATCH -H 'tus-resumable: 1.0.0' -H 'content-type: application/offset+octet-stream' \
              --data-binary @- "$HALTIJA_URL$path" || break
          offset=$((offset + at_once))
        done
        # Something went on: that is no try in vain.
        ((offset >= total)) && try=0
        ;;
      finishing) try=0 ;;
      kept) echo kept; return ;;
      failed) fail 2 "not taken: $(field code)" ;;
    esac
  done
  fail 1 'not finished'
}

case ${1-} in
  event) (($# == 6)) || fail 2 'see the beginning of this file'; shift; hand_event "$@" ;;
  recording) (($# == 6 || $# == 9)) || fail 2 'see the beginning of this file'; shift; hand_recording "$@" ;;
  *) fail 2 'see the beginning of this file' ;;
esac
