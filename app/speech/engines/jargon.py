"""How some words of the trade are spoken, for an engine whose dictionary is from before them.

They are general on purpose. An engine that is told a question's own words hears them where they
were not said: with a language model made from the questions, half of the key points nobody had
mentioned were found.
"""

from collections.abc import Mapping
from typing import Final

# The sounds are those of the CMU dictionary (ARPABET without stress).
PRONUNCIATIONS: Final[Mapping[str, str]] = {
    "airflow": "EH R F L OW",
    "api": "EY P IY AY",
    "apis": "EY P IY AY Z",
    "autoscaling": "AO T OW S K EY L IH NG",
    "backend": "B AE K EH N D",
    "checkpointing": "CH EH K P OY N T IH NG",
    "containerized": "K AH N T EY N ER AY Z D",
    "dataset": "D EY T AH S EH T",
    "datasets": "D EY T AH S EH T S",
    "devops": "D EH V AA P S",
    "dockerfile": "D AA K ER F AY L",
    "gpu": "JH IY P IY Y UW",
    "gpus": "JH IY P IY Y UW Z",
    "hyperparameter": "HH AY P ER P ER AE M AH T ER",
    "hyperparameters": "HH AY P ER P ER AE M AH T ER Z",
    "idempotent": "AY D AH M P OW T AH N T",
    "kubeflow": "K Y UW B F L OW",
    "kubernetes": "K UW B ER N EH T IY Z",
    "microservice": "M AY K R OW S ER V IH S",
    "microservices": "M AY K R OW S ER V IH S IH Z",
    "mlflow": "EH M EH L F L OW",
    "mlops": "EH M EH L AA P S",
    "preprocessing": "P R IY P R AA S EH S IH NG",
    "pytorch": "P AY T AO R CH",
    "rollback": "R OW L B AE K",
    "rollout": "R OW L AW T",
    "sagemaker": "S EY JH M EY K ER",
    "serverless": "S ER V ER L AH S",
    "terraform": "T EH R AH F AO R M",
    "versioned": "V ER ZH AH N D",
    "versioning": "V ER ZH AH N IH NG",
    "yaml": "Y AE M AH L",
}
