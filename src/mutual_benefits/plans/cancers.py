"""Cancers by the names that claims give them; plans that list malignant tumours as one entry read them all so."""

from ..diseases import Disease
from ..sources import Text

MALIGNANT_TUMOUR = Disease(
    code="malignant_tumour",
    name=Text(en="malignant tumour", zh="恶性肿瘤"),
    also=(
        *("癌症", "cancer", "malignant tumor", "malignancy"),
        *("肺癌", "lung cancer", "肝癌", "liver cancer", "胃癌", "stomach cancer", "gastric cancer"),
        *("食管癌", "食道癌", "oesophageal cancer", "esophageal cancer"),
        *("结肠癌", "colon cancer", "直肠癌", "rectal cancer", "结直肠癌", "大肠癌", "colorectal cancer"),
        *("胰腺癌", "pancreatic cancer", "胆囊癌", "gallbladder cancer", "胆管癌", "bile duct cancer"),
        *("乳腺癌", "breast cancer", "子宫颈癌", "宫颈癌", "cervical cancer", "cancer of the cervix"),
        *("子宫内膜癌", "endometrial cancer", "卵巢癌", "ovarian cancer"),
        *("输卵管癌", "fallopian tube cancer", "外阴癌", "vulvar cancer", "阴道癌", "vaginal cancer"),
        *("前列腺癌", "prostate cancer", "膀胱癌", "bladder cancer", "肾癌", "kidney cancer", "renal cancer"),
        *("甲状腺癌", "thyroid cancer", "鼻咽癌", "nasopharyngeal cancer", "喉癌", "laryngeal cancer"),
        *("口腔癌", "oral cancer", "骨癌", "bone cancer", "恶性淋巴瘤", "malignant lymphoma"),
    ),
)

CARCINOMA_IN_SITU = Disease(
    code="carcinoma_in_situ",
    name=Text(en="carcinoma in situ", zh="原位癌"),
    also=(
        *("子宫颈原位癌", "宫颈原位癌", "cervical carcinoma in situ"),
        *("乳腺原位癌", "breast carcinoma in situ", "膀胱原位癌", "bladder carcinoma in situ"),
    ),
)

NO_CANCERS = (
    *("renal_failure", "aplastic_anaemia", "liver_failure", "cerebral_infarct", "cerebral_haemorrhage"),
    *(
        "myocardial_infarct",
        "valve_replacement",
        "coronary_bypass",
        "intracranial_tumour",
        "organ_transplant",
    ),
    *("aorta_operation", "limb_loss", "motor_neurone_disease"),
)
"""The other diseases and operations of the lists, which are never in situ."""
