import pytest

from printkit.names import page_beside

BESIDE = {
    "walls_files": "walls",
    "walls_archivos": "walls",
    "The walls-Dateien": "The walls",
    "walls-filer": "walls",
    "walls.files": "walls",
    "walls_fichiers": "walls",
}


@pytest.mark.parametrize(("folder", "page"), BESIDE.items())
def test_the_folder_beside_a_saved_page_names_the_page(folder: str, page: str):
    assert page_beside(folder) == page


@pytest.mark.parametrize("folder", ["images", "files", "_files", "profiles", "walls.archivos"])
def test_other_folders_name_none(folder: str):
    assert page_beside(folder) == ""
