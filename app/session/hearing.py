"""What is said of voice and room: is this microphone good enough to practise with?"""

from typing import Final

from app.audio.noise import Hearing

# ITU-T P.56 and G.191 bring speech to 26 dB below full scale. Recognition loses words below 10 dB
# of distance between voice and room (Radford et al. 2022, figure 5) and hardly any above 20 dB.
NOMINAL_SPEECH_DBFS: Final = -26.0
GOOD_SNR_DB: Final = 20.0
POOR_SNR_DB: Final = 10.0
# Where voice and room cannot be told apart, nobody spoke, or nobody was heard.
NO_SPEECH_DB: Final = 6.0
# 20 dB below nominal: too quiet to leave it to the recognition to turn it up.
QUIET_DBFS: Final = -46.0
# Nothing but zeros, or their last bit.
SILENCE_DBFS: Final = -90.0


def room_words(noise_dbfs: float) -> str:
    """Return how quiet the room is, and what to do when it is not.

    Judged by the distance to speech of nominal loudness.
    """
    distance_db = NOMINAL_SPEECH_DBFS - noise_dbfs
    level = f"Room noise {decibels(noise_dbfs)}"
    if noise_dbfs <= SILENCE_DBFS:
        return "Room noise: none, the microphone takes it away"
    if distance_db >= GOOD_SNR_DB:
        return f"{level}, quiet"
    if distance_db >= POOR_SNR_DB:
        return f"{level}, can be heard: closer to the microphone is better"
    return f"{level}, noisy: move closer or turn the fan off"


def judge(hearing: Hearing) -> tuple[str, bool]:
    """Return a verdict on a test recording, and whether it was as it should be."""
    if hearing.peak_dbfs <= SILENCE_DBFS:
        return (
            "Only silence was heard. The microphone is switched off or muted, or another program "
            "holds it.",
            False,
        )
    if hearing.clipped:
        return "Too loud: it distorts. Move back a little or turn the microphone down.", False
    if hearing.snr_db < NO_SPEECH_DB:
        room = decibels(hearing.noise_dbfs)
        return f"No voice was heard, only the room ({room}). Is it this microphone?", False
    if hearing.speech_dbfs < QUIET_DBFS:
        voice = decibels(hearing.speech_dbfs)
        return f"Very quiet ({voice}). Move closer or turn the microphone up.", False
    return _stands_out(hearing)


def _stands_out(hearing: Hearing) -> tuple[str, bool]:
    voice = f"voice {decibels(hearing.speech_dbfs)}"
    if hearing.noise_dbfs <= SILENCE_DBFS:
        return f"Clear: {voice}, no noise at all.", True
    above = f"{voice}, {hearing.snr_db:.0f} dB above the room"
    if hearing.snr_db < POOR_SNR_DB:
        return f"Noisy: {above}. Words will be misheard.", False
    if hearing.snr_db < GOOD_SNR_DB:
        return f"Good enough: {above}. Closer to the microphone is better.", True
    return f"Clear: {above}.", True


def decibels(level_dbfs: float) -> str:
    """Return a level as a person reads it: "−58 dB"."""
    return f"{level_dbfs:.0f} dB".replace("-", "−")
