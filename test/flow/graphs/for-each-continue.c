static void f(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	VMA_ITERATOR(vmi, mm, 0);

	for_each_vma(vmi, vma) {
		if (skip(vma))
			continue;
		one(vma);
	}
}

/* expected:
flowchart TD
  b0["*vma<br>VMA_ITERATOR(vmi, mm, 0);<br>advance for_each_vma"]
  b0 --> b1
  b1{"for_each_vma ?"}
  b1 --> b2
  b1 --> b3
  b2{"skip(vma) ?"}
  b2 -->|"true"| b5
  b2 -->|"false"| b6
  b3(["return"])
  b4["advance for_each_vma"]
  b4 -.-> b1
  b5[" "]
  b5 --> b4
  b6["one(vma);"]
  b6 --> b4
*/
